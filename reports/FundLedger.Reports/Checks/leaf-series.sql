-- Where the numbers of each fiscal year stand.
select fiscal_year, last_number
from ledger.entry_series
where dedicated_account_id = @account
