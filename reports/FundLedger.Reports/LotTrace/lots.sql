-- Lots by what they stand for: 1 a contribution, 2 an expected return.
select id, fund_id, kind, document_id, parent_lot_id, fiscal_year, number, amount, used, encumbered, remaining
from ledger.lot
where dedicated_account_id = @account and kind = @kind and document_id = @id
order by id
