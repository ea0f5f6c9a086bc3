-- A page of the entries that have a line in a fund, on a ledger account, or both, in the order of date and number.
select distinct posting.booking_date, posting.fiscal_year, posting.number
from ledger.posting
where posting.dedicated_account_id = @account
  and posting.fiscal_year between @firstYear and @lastYear and posting.booking_date between @first and @last
  and (@fund is null or posting.fund_id = @fund) and (@ledgerAccount is null or posting.ledger_account_id = @ledgerAccount)
order by posting.booking_date, posting.number
offset @skip rows fetch next @size rows only
