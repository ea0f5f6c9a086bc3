-- The lot movements of a block of entries.
select movement.number, movement.lot_id, lot.fund_id, movement.used, movement.encumbered
from ledger.lot_use movement
left join ledger.lot on lot.dedicated_account_id = movement.dedicated_account_id and lot.id = movement.lot_id
where movement.dedicated_account_id = @account and movement.fiscal_year = @year and movement.number between @first and @last
order by movement.number, movement.line
