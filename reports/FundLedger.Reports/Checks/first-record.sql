-- When the log began to hold rows.
select min(leaf.recorded_at) as began_at
from ledger.log_leaf leaf
where leaf.dedicated_account_id = @account and leaf.kind = 5 /* LeafKind.Record */
