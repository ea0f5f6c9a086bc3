-- Some leaves that follow each other, with what they stand for.
select leaf_index, kind, reference, hash, recorded_at
from ledger.log_leaf
where dedicated_account_id = @account and leaf_index >= @first and leaf_index < @before
order by leaf_index
