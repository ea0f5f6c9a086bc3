-- examined
select cast(count(*) as bigint) from ledger.fund where dedicated_account_id = @account
-- failure: The fund's spendable or encumbered money is not the sum of its postings
select compared.fund_id, sum(compared.spendable) as spendable_difference, sum(compared.encumbered) as encumbered_difference
from (
    select posting.fund_id,
           -sum(case when account.spendable = @yes then posting.amount else 0 end) as spendable,
           -sum(case when account.code = '9101' /* ChartOfAccounts.Encumbrances */ then posting.amount else 0 end) as encumbered
    from ledger.posting
    join ledger.ledger_account account
        on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
    where posting.dedicated_account_id = @account
    group by posting.fund_id
    union all
    select fund_id, spendable, encumbered
    from ledger.fund_balance
    where dedicated_account_id = @account
) compared
group by compared.fund_id
having sum(compared.spendable) <> 0 or sum(compared.encumbered) <> 0
order by compared.fund_id
-- failure: The fund has committed more than it has
select fund_id, spendable, encumbered
from ledger.fund_balance
where dedicated_account_id = @account and (encumbered > spendable or encumbered < 0)
order by fund_id
-- failure: The fund has no balance
select fund.id as fund_id
from ledger.fund
where fund.dedicated_account_id = @account
  and not exists (
        select 1 from ledger.fund_balance
        where fund_balance.dedicated_account_id = fund.dedicated_account_id and fund_balance.fund_id = fund.id)
order by fund.id
