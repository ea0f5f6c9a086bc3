-- How many entries have a line in a fund, on a ledger account, or both.
select cast(count(*) as bigint) as entries
from (
    select distinct posting.fiscal_year, posting.number
    from ledger.posting
    where posting.dedicated_account_id = @account
      and posting.fiscal_year between @firstYear and @lastYear and posting.booking_date between @first and @last
      and (@fund is null or posting.fund_id = @fund) and (@ledgerAccount is null or posting.ledger_account_id = @ledgerAccount)
) found
