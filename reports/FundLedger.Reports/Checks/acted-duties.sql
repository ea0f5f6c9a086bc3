-- Who has played which part, and when: by a step, by a payment file, by a reconciliation.
select acted.duty, acted.person_id, acted.acted_at, acted.document_kind, acted.document_id, acted.sequence,
       case when person.sign_in_name = @scheduler then 1 else 0 end as by_scheduler
from (
    select step.duty, step.person_id, step.recorded_at as acted_at, step.document_kind, step.document_id, step.sequence
    from ledger.workflow_step step
    where step.dedicated_account_id = @account and step.duty is not null
    union all
    select 6 /* Duty.Payer */ as duty, payment_file.created_by as person_id, payment_file.created_at as acted_at,
           -1 as document_kind, payment_file.id as document_id, 0 as sequence
    from ledger.payment_file
    where payment_file.dedicated_account_id = @account
    union all
    select 8 /* Duty.Reconciler */ as duty, reconciliation.prepared_by as person_id, reconciliation.prepared_at as acted_at,
           -2 as document_kind, reconciliation.id as document_id, 0 as sequence
    from ledger.bank_reconciliation reconciliation
    where reconciliation.dedicated_account_id = @account
) acted
left join ledger.person on person.id = acted.person_id
order by acted.document_kind, acted.document_id, acted.sequence
