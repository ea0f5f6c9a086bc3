-- Every imported statement file with its leaf.
select statement_file.id, statement_file.sha256, statement_file.length,
       statement_file.imported_by, statement_file.imported_at, statement_file.leaf_index,
       leaf.kind as leaf_kind, leaf.reference, leaf.hash, leaf.recorded_at as leaf_recorded_at
from ledger.statement_file
left join ledger.log_leaf leaf
    on leaf.dedicated_account_id = statement_file.dedicated_account_id and leaf.leaf_index = statement_file.leaf_index
where statement_file.dedicated_account_id = @account
order by statement_file.id
