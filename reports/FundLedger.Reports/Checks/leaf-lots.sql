-- The lots that a block of entries opened.
select number, id, fund_id, amount, kind, document_id, parent_lot_id
from ledger.lot
where dedicated_account_id = @account and fiscal_year = @year and number between @first and @last
order by number, id
