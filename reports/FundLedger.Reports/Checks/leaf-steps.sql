-- Every workflow step with its leaf, its document's amount and its reason; the amount is null when there is no document.
select step.document_kind, step.document_id, step.sequence, step."trigger", step.from_state, step.to_state, step.person_id, step.duty,
       step.seat, document.amount, step.reason_commitment, step.recorded_at, step.leaf_index,
       step.subject_hash, step.subject_salt,
       reason.salt, reason.text, leaf.kind as leaf_kind, leaf.reference, leaf.hash, leaf.recorded_at as leaf_recorded_at
from ledger.workflow_step step
left join ledger.workflow_document document
    on document.dedicated_account_id = step.dedicated_account_id and document.document_kind = step.document_kind
   and document.document_id = step.document_id
left join ledger.erasable_text reason
    on reason.dedicated_account_id = step.dedicated_account_id and reason.id = step.reason_text_id
left join ledger.log_leaf leaf
    on leaf.dedicated_account_id = step.dedicated_account_id and leaf.leaf_index = step.leaf_index
where step.dedicated_account_id = @account
order by step.document_kind, step.document_id, step.sequence
