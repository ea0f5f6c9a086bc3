-- The postings of a block of entries.
select number, ledger_account_id, fund_id, amount, party_id, venture_id, line, booking_date
from ledger.posting
where dedicated_account_id = @account and fiscal_year = @year and number between @first and @last
order by number, line
