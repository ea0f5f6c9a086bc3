-- The lots that an entry opened out of a parent lot.
select id, fund_id, kind, document_id, parent_lot_id, fiscal_year, number, amount, used, encumbered, remaining
from ledger.lot
where dedicated_account_id = @account and fiscal_year = @year and number = @number and parent_lot_id = @parent
order by id
