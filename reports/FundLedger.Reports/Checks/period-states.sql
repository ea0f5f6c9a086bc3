-- Where periods stand; one without a row is open.
select fiscal_year, period, state
from ledger.accounting_period
where dedicated_account_id = @account
