-- The fiscal years that have entries, and how many.
select fiscal_year, last_number
from ledger.entry_series
where dedicated_account_id = @account and last_number > 0
order by fiscal_year
