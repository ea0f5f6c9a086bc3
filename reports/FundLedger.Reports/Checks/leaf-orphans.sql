-- Leaves that nothing in the books points at.
select leaf.leaf_index, leaf.kind, leaf.reference
from ledger.log_leaf leaf
where leaf.dedicated_account_id = @account and leaf.kind <> 5 /* LeafKind.Record */
  and not exists (
        select 1 from ledger.entry
        where entry.dedicated_account_id = @account and entry.leaf_index = leaf.leaf_index)
  and not exists (
        select 1 from ledger.workflow_step step
        where step.dedicated_account_id = @account and step.leaf_index = leaf.leaf_index)
  and not exists (
        select 1 from ledger.designation_change change
        where change.dedicated_account_id = @account and change.leaf_index = leaf.leaf_index)
  and not exists (
        select 1 from ledger.statement_file
        where statement_file.dedicated_account_id = @account and statement_file.leaf_index = leaf.leaf_index)
order by leaf.leaf_index
