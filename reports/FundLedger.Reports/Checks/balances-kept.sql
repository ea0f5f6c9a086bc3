-- How many balances are kept of periods, in all fiscal years.
select cast(count(*) as bigint) as balances
from ledger.period_balance
where dedicated_account_id = @account
