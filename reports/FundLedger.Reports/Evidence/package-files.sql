-- The statement files among some leaves.
select leaf_index, id, sha256, length, imported_by, imported_at
from ledger.statement_file
where dedicated_account_id = @account and leaf_index >= @first and leaf_index < @before
order by leaf_index
