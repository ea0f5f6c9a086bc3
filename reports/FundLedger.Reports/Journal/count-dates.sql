-- How many entries are booked between two dates.
select cast(count(*) as bigint) as entries
from ledger.entry
where entry.dedicated_account_id = @account
  and entry.fiscal_year between @firstYear and @lastYear and entry.booking_date between @first and @last
