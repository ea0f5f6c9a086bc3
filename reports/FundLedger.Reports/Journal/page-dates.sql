-- A page of entries in the order of date and number. Every entry has a first line, and postings are indexed by date;
-- the fiscal year is the booking date's year, so the date orders the years.
select posting.fiscal_year, posting.number
from ledger.posting
where posting.dedicated_account_id = @account
  and posting.fiscal_year between @firstYear and @lastYear and posting.booking_date between @first and @last
  and posting.line = 1
order by posting.booking_date, posting.number
offset @skip rows fetch next @size rows only
