-- One lot.
select id, fund_id, kind, document_id, parent_lot_id, fiscal_year, number, amount, used, encumbered, remaining
from ledger.lot
where dedicated_account_id = @account and id = @id
