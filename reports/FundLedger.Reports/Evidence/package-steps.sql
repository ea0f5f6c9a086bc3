-- The workflow steps among some leaves; the amount is null when there is no document.
select step.document_kind, step.document_id, step.sequence, step."trigger", step.from_state, step.to_state, step.person_id, step.duty,
       step.seat, document.amount, step.reason_commitment, step.recorded_at, step.leaf_index,
       step.subject_hash, step.subject_salt
from ledger.workflow_step step
left join ledger.workflow_document document
    on document.dedicated_account_id = step.dedicated_account_id and document.document_kind = step.document_kind
   and document.document_id = step.document_id
where step.dedicated_account_id = @account and step.leaf_index >= @first and step.leaf_index < @before
order by step.leaf_index
