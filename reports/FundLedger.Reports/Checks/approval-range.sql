-- Which documents have steps, by kind, and the first leaf of a step that says what it was about.
select step.document_kind, min(step.document_id) as first_document, max(step.document_id) as last_document,
       min(case when step.subject_hash is not null then step.leaf_index end) as first_leaf
from ledger.workflow_step step
where step.dedicated_account_id = @account
group by step.document_kind
order by step.document_kind
