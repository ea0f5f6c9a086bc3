-- Every leaf that stands for a row of a table.
select leaf_index, reference
from ledger.log_leaf
where dedicated_account_id = @account and kind = 5 /* LeafKind.Record */
order by leaf_index
