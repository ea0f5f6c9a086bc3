-- examined
select cast(count(*) as bigint) from ledger.payment_order where dedicated_account_id = @account
-- failure: The disbursement stands in payment files more than once
select disbursement_id, count(*) as orders
from ledger.payment_order
where dedicated_account_id = @account
group by disbursement_id
having count(*) > 1
order by disbursement_id
-- failure: The order is for another amount than the disbursement, or for none
select payment.id as order_id, payment.disbursement_id, payment.amount, disbursement.amount as disbursed
from ledger.payment_order payment
left join ledger.disbursement
    on disbursement.dedicated_account_id = payment.dedicated_account_id and disbursement.id = payment.disbursement_id
where payment.dedicated_account_id = @account and (disbursement.id is null or disbursement.amount <> payment.amount)
order by payment.id
-- failure: The order is in no payment file
select payment.id as order_id, payment.disbursement_id, payment.payment_file_id
from ledger.payment_order payment
left join ledger.payment_file
    on payment_file.dedicated_account_id = payment.dedicated_account_id and payment_file.id = payment.payment_file_id
where payment.dedicated_account_id = @account and payment_file.id is null
order by payment.id
-- failure: The disbursement is paid without a confirmed order, or its order is confirmed and it is not paid
select disbursement.id as disbursement_id, disbursement.state, count(payment.id) as confirmed_orders
from ledger.disbursement
left join ledger.payment_order payment
    on payment.dedicated_account_id = disbursement.dedicated_account_id and payment.disbursement_id = disbursement.id
   and payment.confirmed = @yes
where disbursement.dedicated_account_id = @account
group by disbursement.id, disbursement.state
having (disbursement.state = 8 /* DisbursementState.Paid */ and count(payment.id) <> 1)
    or (disbursement.state <> 8 /* DisbursementState.Paid */ and count(payment.id) <> 0)
order by disbursement.id
-- failure: Several statement lines close the same document
select matched_kind as document_kind, matched_id as document_id, count(*) as lines
from ledger.statement_line
where dedicated_account_id = @account and matched_id is not null
group by matched_kind, matched_id
having count(*) > 1
order by matched_kind, matched_id
-- failure: Several statement lines name the same entry
select entry_fiscal_year as fiscal_year, entry_number as number, count(*) as lines
from ledger.statement_line
where dedicated_account_id = @account and entry_number is not null
group by entry_fiscal_year, entry_number
having count(*) > 1
order by entry_fiscal_year, entry_number
