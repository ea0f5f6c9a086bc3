-- The balances kept of one fiscal year.
select period, ledger_account_id, fund_id, debit, credit
from ledger.period_balance
where dedicated_account_id = @account and fiscal_year = @year
