-- The lot movements of a block of entries, each with its lot's fund, looked up by the lot's key.
select movement.number, movement.lot_id,
       (select lot.fund_id from ledger.lot
        where lot.dedicated_account_id = movement.dedicated_account_id and lot.id = movement.lot_id) as fund_id,
       movement.used, movement.encumbered, movement.document_kind, movement.document_id
from ledger.lot_use movement
where movement.dedicated_account_id = @account and movement.fiscal_year = @year and movement.number between @first and @last
order by movement.number, movement.line
