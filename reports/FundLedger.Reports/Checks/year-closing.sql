-- examined
select cast(count(*) as bigint) from ledger.entry_series where dedicated_account_id = @account
-- failure: The closing entry moves another account than revenue, expense and the fund's own net assets
select posting.fiscal_year, posting.number, posting.line, account.code
from ledger.entry
join ledger.posting
    on posting.dedicated_account_id = entry.dedicated_account_id
   and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
join ledger.ledger_account account
    on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
join ledger.fund on fund.dedicated_account_id = posting.dedicated_account_id and fund.id = posting.fund_id
where entry.dedicated_account_id = @account and entry.period > 13
  and account.type not in (4 /* AccountType.Revenue */, 5 /* AccountType.Expense */)
  and account.code <> case when fund.designation = 0 /* DesignationKind.None */
                           then '3101' /* ChartOfAccounts.NetAssets */ else '3201' /* ChartOfAccounts.DesignatedNetAssets */ end
order by posting.fiscal_year, posting.number, posting.line
-- failure: The closing entry is not one of the closing of a year
select entry.fiscal_year, entry.number
from ledger.entry
where entry.dedicated_account_id = @account
  and (case when entry.period = 14 then 1 else 0 end
       <> case when entry.document_kind = 7 /* DocumentKind.YearClosing */
                    and entry.document_id = entry.fiscal_year and entry.reverses_number is null then 1 else 0 end)
order by entry.fiscal_year, entry.number
-- failure: There are closing entries, but the year is not closed
select entry.fiscal_year, min(entry.number) as number
from ledger.entry
where entry.dedicated_account_id = @account and entry.period > 13
  and not exists (
        select 1 from ledger.accounting_period year_end
        where year_end.dedicated_account_id = entry.dedicated_account_id and year_end.fiscal_year = entry.fiscal_year
          and year_end.period = 14 and year_end.state = 2 /* PeriodState.Closed */)
group by entry.fiscal_year
order by entry.fiscal_year
-- failure: The year is closed, and a revenue or expense account still has a balance
select balance.fiscal_year, account.code, balance.fund_id, sum(balance.debit - balance.credit) as balance
from ledger.period_balance balance
join ledger.accounting_period year_end
    on year_end.dedicated_account_id = balance.dedicated_account_id and year_end.fiscal_year = balance.fiscal_year
   and year_end.period = 14 and year_end.state = 2 /* PeriodState.Closed */
join ledger.ledger_account account
    on account.dedicated_account_id = balance.dedicated_account_id and account.id = balance.ledger_account_id
   and account.type in (4 /* AccountType.Revenue */, 5 /* AccountType.Expense */)
where balance.dedicated_account_id = @account
group by balance.fiscal_year, account.code, balance.fund_id
having sum(balance.debit - balance.credit) <> 0
order by balance.fiscal_year, account.code, balance.fund_id
