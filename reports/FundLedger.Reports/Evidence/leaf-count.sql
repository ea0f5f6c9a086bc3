-- How many leaves the log has.
select coalesce(max(leaf_index) + 1, 0)
from ledger.log_leaf
where dedicated_account_id = @account
