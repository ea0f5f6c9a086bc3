-- The leaf of an entry.
select leaf.leaf_index, leaf.hash
from ledger.entry
join ledger.log_leaf leaf
    on leaf.dedicated_account_id = entry.dedicated_account_id and leaf.leaf_index = entry.leaf_index
where entry.dedicated_account_id = @account and entry.fiscal_year = @year and entry.number = @number
