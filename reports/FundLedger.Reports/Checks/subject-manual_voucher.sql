-- What the steps of a manual voucher are about, by the names that ManualVoucher.Subject gives.
select voucher.id as document_id, voucher.purpose, voucher.booking_date, voucher.description, voucher.adjustment, voucher.amount,
       voucher.original_fiscal_year, voucher.original_number, voucher.prepared_by,
       line.line, line.account as "line.account", line.fund as "line.fund", line.amount as "line.amount",
       line.party_id as "line.party_id", line.venture_id as "line.venture_id", line.lot_id as "line.lot_id"
from ledger.manual_voucher voucher
left join ledger.manual_voucher_line line
    on line.dedicated_account_id = voucher.dedicated_account_id and line.voucher_id = voucher.id
where voucher.dedicated_account_id = @account and voucher.id >= @first and voucher.id < @before
order by voucher.id, line.line
