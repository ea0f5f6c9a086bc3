-- Since when roles are given by access changes alone.
select min(leaf.recorded_at) as in_force_at
from ledger.audit_event event
join ledger.log_leaf leaf
    on leaf.dedicated_account_id = event.dedicated_account_id and leaf.leaf_index = event.record_leaf_index
where event.dedicated_account_id = @account and event.code = 'AccessChangesNeedTwoPeople'
