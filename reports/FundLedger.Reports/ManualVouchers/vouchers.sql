-- The manual vouchers of a time, by booking date, with who prepared and who decided them.
select voucher.id, voucher.public_code as code, voucher.purpose, voucher.state, voucher.booking_date, voucher.description,
       voucher.amount, voucher.prepared_by, preparer.display_name as preparer, voucher.prepared_on,
       decider.display_name as decider, step.recorded_at as decided_at,
       voucher.entry_fiscal_year as fiscal_year, voucher.entry_number as number
from ledger.manual_voucher voucher
join ledger.person preparer on preparer.id = voucher.prepared_by
left join ledger.workflow_step step
    on step.dedicated_account_id = voucher.dedicated_account_id and step.document_kind = 5 /* DocumentKind.ManualVoucher */
   and step.document_id = voucher.id and step."trigger" <> 1 /* ManualVoucherTrigger.Submit */
left join ledger.person decider on decider.id = step.person_id
where voucher.dedicated_account_id = @account
  and voucher.booking_date between @first and @last
order by voucher.id
