-- Every imported statement file with the pieces of its original.
select imported.id, imported.sha256, imported.length, imported.original_chunks, piece.chunk_number, piece.content
from ledger.statement_file imported
left join ledger.statement_original piece
    on piece.dedicated_account_id = imported.dedicated_account_id and piece.statement_file_id = imported.id
where imported.dedicated_account_id = @account
order by imported.id, piece.chunk_number
