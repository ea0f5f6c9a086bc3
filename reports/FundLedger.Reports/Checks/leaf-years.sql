-- The fiscal years that have entries.
select fiscal_year, min(number) as first_number, max(number) as last_number
from ledger.entry
where dedicated_account_id = @account
group by fiscal_year
order by fiscal_year
