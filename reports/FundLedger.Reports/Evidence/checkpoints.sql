-- Every checkpoint, the smallest tree first.
select tree_size, key_id, root, note, signed_at
from ledger.log_checkpoint
where dedicated_account_id = @account
order by tree_size, signed_at
