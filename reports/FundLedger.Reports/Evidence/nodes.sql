-- Stored nodes that begin at some leaves.
select first_leaf, level, hash
from ledger.log_node
where dedicated_account_id = @account and first_leaf in (@firsts)
order by first_leaf, level
