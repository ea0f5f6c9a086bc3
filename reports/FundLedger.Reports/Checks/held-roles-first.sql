-- The first leaves of all roles.
select leaf.reference, leaf.recorded_at as given_at
from ledger.log_leaf leaf
where leaf.dedicated_account_id = @account and leaf.kind = 5 /* LeafKind.Record */ and leaf.reference like 'role_holding/%/1'
