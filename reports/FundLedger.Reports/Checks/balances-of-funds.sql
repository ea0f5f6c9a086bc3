-- The balances kept of the funds.
select fund_id, spendable, encumbered
from ledger.fund_balance
where dedicated_account_id = @account
