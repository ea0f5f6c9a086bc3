-- Which days each period has entries of, and when the last of them was recorded.
select fiscal_year, period, booking_date, max(recorded_at) as last_recorded_at, cast(count(*) as bigint) as entries
from ledger.entry
where dedicated_account_id = @account
group by fiscal_year, period, booking_date
order by fiscal_year, period, booking_date
