-- Lots of central allocations that are not used up, with the term of the budget in force: the nearest day first.
select lot.id as lot, programme.ministry, programme.code as programme, programme.name_zh, programme.name_en,
       fund.programme_year as fiscal_year, fund.code as fund, contribution.public_code as contribution,
       entry.booking_date as opened_on, budget.expires_on, budget.carry_reference,
       lot.amount, lot.used, lot.encumbered, lot.remaining
from ledger.lot lot
join ledger.fund fund
    on fund.dedicated_account_id = lot.dedicated_account_id and fund.id = lot.fund_id
join ledger.programme programme
    on programme.dedicated_account_id = fund.dedicated_account_id and programme.id = fund.designation_id
join ledger.entry entry
    on entry.dedicated_account_id = lot.dedicated_account_id and entry.fiscal_year = lot.fiscal_year and entry.number = lot.number
left join ledger.contribution contribution
    on contribution.dedicated_account_id = lot.dedicated_account_id and contribution.id = lot.document_id
   and lot.kind = 1 /* LotKind.Contribution */
left join ledger.programme_budget budget
    on budget.dedicated_account_id = fund.dedicated_account_id and budget.programme_id = fund.designation_id
   and budget.fiscal_year = fund.programme_year
   and not exists (
        select 1 from ledger.programme_budget later
        where later.dedicated_account_id = budget.dedicated_account_id and later.programme_id = budget.programme_id
          and later.fiscal_year = budget.fiscal_year and later.version > budget.version)
where lot.dedicated_account_id = @account
  and fund.source = 2 /* SourceKind.CentralAllocation */
  and fund.designation = 4 /* DesignationKind.WorkItem */ and fund.programme_year is not null
  and lot.amount > lot.used
order by case when budget.expires_on is null then 1 else 0 end, budget.expires_on, lot.id
