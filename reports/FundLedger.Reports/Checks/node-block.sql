-- Stored nodes that begin within some leaves.
select first_leaf, level, hash
from ledger.log_node
where dedicated_account_id = @account and first_leaf >= @first and first_leaf < @before
order by first_leaf, level
