-- examined
select cast(count(*) as bigint) from ledger.disbursement where dedicated_account_id = @account
-- failure: One person has taken steps of several duties
select disbursement_id, person_id, count(distinct duty) as duties
from ledger.disbursement_step
where dedicated_account_id = @account and duty is not null
group by disbursement_id, person_id
having count(distinct duty) > 1
order by disbursement_id, person_id
-- failure: One person is recorded with several duties
select disbursement_id, person_id, count(*) as duties
from ledger.disbursement_duty
where dedicated_account_id = @account
group by disbursement_id, person_id
having count(*) > 1
order by disbursement_id, person_id
-- failure: The step was taken without its duty being recorded
select step.disbursement_id, step.sequence, step.person_id, step.duty
from ledger.disbursement_step step
where step.dedicated_account_id = @account and step.duty is not null
  and not exists (
        select 1 from ledger.disbursement_duty held
        where held.dedicated_account_id = step.dedicated_account_id and held.disbursement_id = step.disbursement_id
          and held.person_id = step.person_id and held.duty = step.duty)
order by step.disbursement_id, step.sequence
-- failure: Whoever entered the payee's bank account took part in paying it
select step.disbursement_id, step.sequence, step.person_id, step.duty
from ledger.disbursement_step step
join ledger.disbursement on disbursement.dedicated_account_id = step.dedicated_account_id and disbursement.id = step.disbursement_id
join ledger.payee_bank_account payee
    on payee.dedicated_account_id = disbursement.dedicated_account_id and payee.id = disbursement.payee_bank_account_id
   and payee.edited_by = step.person_id
where step.dedicated_account_id = @account and step.duty is not null and step.duty <> 9 /* Duty.PayeeEditor */
order by step.disbursement_id, step.sequence
-- failure: Whoever wrote the payment file has another duty in the disbursement than the payer's
select payment.disbursement_id, held.person_id, held.duty
from ledger.payment_order payment
join ledger.payment_file on payment_file.dedicated_account_id = payment.dedicated_account_id and payment_file.id = payment.payment_file_id
join ledger.disbursement_duty held
    on held.dedicated_account_id = payment.dedicated_account_id and held.disbursement_id = payment.disbursement_id
   and held.person_id = payment_file.created_by and held.duty <> 6 /* Duty.Payer */
where payment.dedicated_account_id = @account
order by payment.disbursement_id
