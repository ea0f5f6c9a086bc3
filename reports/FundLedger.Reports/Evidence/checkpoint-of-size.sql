-- The checkpoint of a tree of that size; signed by several keys, the last one.
select tree_size, key_id, root, note, signed_at
from ledger.log_checkpoint
where dedicated_account_id = @account and tree_size = @size
order by signed_at desc
offset 0 rows fetch next 1 rows only
