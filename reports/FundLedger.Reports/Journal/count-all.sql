-- How many entries there are at all: the series know.
select cast(coalesce(sum(last_number), 0) as bigint) as entries
from ledger.entry_series
where dedicated_account_id = @account
