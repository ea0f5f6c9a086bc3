-- What a ledger account (in a fund) was posted on one day before a line.
select cast(coalesce(sum(posting.amount), 0) as bigint) as amount
from ledger.posting
where posting.dedicated_account_id = @account and posting.fiscal_year = @year and posting.booking_date = @day
  and (posting.number < @number or (posting.number = @number and posting.line < @line))
  and posting.ledger_account_id = @ledgerAccount and (@fund is null or posting.fund_id = @fund)
