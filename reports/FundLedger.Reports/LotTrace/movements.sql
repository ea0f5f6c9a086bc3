-- What happened to a lot, in the order it was recorded.
select movement.fiscal_year, movement.number, movement.used, movement.encumbered, movement.document_kind, movement.document_id,
       entry.booking_date, entry.reverses_fiscal_year, entry.reverses_number, description.text as description
from ledger.lot_use movement
join ledger.entry
    on entry.dedicated_account_id = movement.dedicated_account_id
   and entry.fiscal_year = movement.fiscal_year and entry.number = movement.number
left join ledger.erasable_text description
    on description.dedicated_account_id = entry.dedicated_account_id and description.id = entry.text_id
where movement.dedicated_account_id = @account and movement.lot_id = @lot
order by entry.leaf_index, movement.line
