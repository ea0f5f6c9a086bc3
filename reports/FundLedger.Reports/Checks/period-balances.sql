-- examined
select cast(count(*) as bigint) from ledger.period_balance where dedicated_account_id = @account
-- failure: The period balance is not the sum of its postings
select compared.fiscal_year, compared.period, compared.ledger_account_id, compared.fund_id,
       sum(compared.debit) as debit_difference, sum(compared.credit) as credit_difference
from (
    select entry.fiscal_year, entry.period, posting.ledger_account_id, posting.fund_id,
           -sum(case when posting.amount > 0 then posting.amount else 0 end) as debit,
           -sum(case when posting.amount < 0 then -posting.amount else 0 end) as credit
    from ledger.posting
    join ledger.entry
        on entry.dedicated_account_id = posting.dedicated_account_id
       and entry.fiscal_year = posting.fiscal_year and entry.number = posting.number
    where posting.dedicated_account_id = @account
    group by entry.fiscal_year, entry.period, posting.ledger_account_id, posting.fund_id
    union all
    select fiscal_year, period, ledger_account_id, fund_id, debit, credit
    from ledger.period_balance
    where dedicated_account_id = @account
) compared
group by compared.fiscal_year, compared.period, compared.ledger_account_id, compared.fund_id
having sum(compared.debit) <> 0 or sum(compared.credit) <> 0
order by compared.fiscal_year, compared.period, compared.ledger_account_id, compared.fund_id
