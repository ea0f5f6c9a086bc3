-- examined
select cast(count(*) as bigint) from ledger.log_leaf where dedicated_account_id = @account
-- failure: The index does not follow the one before
select ordered.leaf_index, ordered.previous
from (
    select leaf_index, lag(leaf_index, 1, -1) over (order by leaf_index) as previous
    from ledger.log_leaf
    where dedicated_account_id = @account
) ordered
where ordered.leaf_index <> ordered.previous + 1
order by ordered.leaf_index
-- failure: The leaf was recorded no later than the one before
select ordered.leaf_index
from (
    select leaf_index, recorded_at, lag(recorded_at) over (order by leaf_index) as previous
    from ledger.log_leaf
    where dedicated_account_id = @account
) ordered
where ordered.recorded_at <= ordered.previous
order by ordered.leaf_index
-- failure: The series does not stand at the last leaf
select account.id, head.last_leaf_index, coalesce(leaves.last_leaf, -1) as last_leaf
from ledger.dedicated_account account
left join ledger.series_head head on head.dedicated_account_id = @account
left join (
    select dedicated_account_id, max(leaf_index) as last_leaf, max(recorded_at) as last_recorded_at
    from ledger.log_leaf
    where dedicated_account_id = @account
    group by dedicated_account_id
) leaves on leaves.dedicated_account_id = account.id
where account.id = @account
  and (head.last_leaf_index is null or head.last_leaf_index <> coalesce(leaves.last_leaf, -1)
       or head.last_recorded_at < leaves.last_recorded_at)
