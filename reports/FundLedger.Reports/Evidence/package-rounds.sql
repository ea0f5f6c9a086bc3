-- All steps of the documents that have a step among some leaves: what a step was about stands until the document can be mended again.
select step.document_kind, step.document_id, step.sequence, step.from_state, step.to_state
from ledger.workflow_step step
where step.dedicated_account_id = @account
  and exists (
        select 1 from ledger.workflow_step recorded
        where recorded.dedicated_account_id = @account and recorded.document_kind = step.document_kind
          and recorded.document_id = step.document_id and recorded.leaf_index >= @first and recorded.leaf_index < @before)
order by step.document_kind, step.document_id, step.sequence
