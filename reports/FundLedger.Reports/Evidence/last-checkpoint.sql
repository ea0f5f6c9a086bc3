-- The checkpoint of the largest tree.
select tree_size, key_id, root, note, signed_at
from ledger.log_checkpoint
where dedicated_account_id = @account
order by tree_size desc, signed_at desc
offset 0 rows fetch next 1 rows only
