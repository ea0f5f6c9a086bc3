-- examined
select cast(count(*) as bigint) from ledger.workflow_document where dedicated_account_id = @account
-- failure: One person has taken steps of several duties
select document_kind, document_id, person_id, count(distinct duty) as duties
from ledger.workflow_step
where dedicated_account_id = @account and duty is not null
group by document_kind, document_id, person_id
having count(distinct duty) > 1
order by document_kind, document_id, person_id
-- failure: One person is recorded with several duties
select document_kind, document_id, person_id, count(*) as duties
from ledger.workflow_duty
where dedicated_account_id = @account
group by document_kind, document_id, person_id
having count(*) > 1
order by document_kind, document_id, person_id
-- failure: The step was taken without its duty being recorded
select step.document_kind, step.document_id, step.sequence, step.person_id, step.duty
from ledger.workflow_step step
where step.dedicated_account_id = @account and step.duty is not null
  and not exists (
        select 1 from ledger.workflow_duty held
        where held.dedicated_account_id = step.dedicated_account_id and held.document_kind = step.document_kind
          and held.document_id = step.document_id and held.person_id = step.person_id and held.duty = step.duty)
order by step.document_kind, step.document_id, step.sequence
-- failure: The step belongs to no document
select step.document_kind, step.document_id, step.sequence
from ledger.workflow_step step
where step.dedicated_account_id = @account
  and not exists (
        select 1 from ledger.workflow_document document
        where document.dedicated_account_id = step.dedicated_account_id and document.document_kind = step.document_kind
          and document.document_id = step.document_id)
order by step.document_kind, step.document_id, step.sequence
-- failure: The duty belongs to no document
select held.document_kind, held.document_id, held.person_id
from ledger.workflow_duty held
where held.dedicated_account_id = @account
  and not exists (
        select 1 from ledger.workflow_document document
        where document.dedicated_account_id = held.dedicated_account_id and document.document_kind = held.document_kind
          and document.document_id = held.document_id)
order by held.document_kind, held.document_id, held.person_id
-- failure: Whoever entered the payee's bank account took part in paying it
select step.document_id as disbursement_id, step.sequence, step.person_id, step.duty
from ledger.workflow_step step
join ledger.disbursement
    on disbursement.dedicated_account_id = step.dedicated_account_id and step.document_kind = 2 /* DocumentKind.Disbursement */
   and disbursement.id = step.document_id
join ledger.payee_bank_account payee
    on payee.dedicated_account_id = disbursement.dedicated_account_id and payee.id = disbursement.payee_bank_account_id
   and payee.edited_by = step.person_id
where step.dedicated_account_id = @account and step.duty is not null and step.duty <> 9 /* Duty.PayeeEditor */
order by step.document_id, step.sequence
-- failure: Whoever confirmed the payee's bank account took part in paying it
select step.document_id as disbursement_id, step.sequence, step.person_id, step.duty
from ledger.workflow_step step
join ledger.disbursement
    on disbursement.dedicated_account_id = step.dedicated_account_id and step.document_kind = 2 /* DocumentKind.Disbursement */
   and disbursement.id = step.document_id
join ledger.payee_account_change change
    on change.dedicated_account_id = disbursement.dedicated_account_id
   and change.payee_bank_account_id = disbursement.payee_bank_account_id
join ledger.workflow_step confirming
    on confirming.dedicated_account_id = change.dedicated_account_id
   and confirming.document_kind = 10 /* DocumentKind.PayeeAccountChange */ and confirming.document_id = change.id
   and confirming.duty = 14 /* Duty.PayeeConfirmer */ and confirming.person_id = step.person_id
where step.dedicated_account_id = @account and step.duty is not null
order by step.document_id, step.sequence
-- failure: Whoever wrote the payment file has another duty in the disbursement than the payer's
select payment.disbursement_id, held.person_id, held.duty
from ledger.payment_order payment
join ledger.payment_file on payment_file.dedicated_account_id = payment.dedicated_account_id and payment_file.id = payment.payment_file_id
join ledger.workflow_duty held
    on held.dedicated_account_id = payment.dedicated_account_id and held.document_kind = 2 /* DocumentKind.Disbursement */
   and held.document_id = payment.disbursement_id
   and held.person_id = payment_file.created_by and held.duty <> 6 /* Duty.Payer */
where payment.dedicated_account_id = @account
order by payment.disbursement_id
