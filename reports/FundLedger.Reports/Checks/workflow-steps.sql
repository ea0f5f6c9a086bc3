-- Every document that a workflow governs, with its steps in order; a document without steps has one row with nulls.
select document.document_kind, document.document_id, document.state,
       step.sequence, step."trigger", step.from_state, step.to_state, step.person_id, step.duty, step.seat
from ledger.workflow_document document
left join ledger.workflow_step step
    on step.dedicated_account_id = @account and step.document_kind = document.document_kind
   and step.document_id = document.document_id
where document.dedicated_account_id = @account
order by document.document_kind, document.document_id, step.sequence
