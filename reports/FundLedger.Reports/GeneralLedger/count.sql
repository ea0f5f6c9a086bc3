-- How many lines a ledger account (in a fund) has between two dates.
select cast(count(*) as bigint) as lines
from ledger.posting
where posting.dedicated_account_id = @account
  and posting.fiscal_year between @firstYear and @lastYear and posting.booking_date between @first and @last
  and posting.ledger_account_id = @ledgerAccount and (@fund is null or posting.fund_id = @fund)
