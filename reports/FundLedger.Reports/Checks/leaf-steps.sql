-- Every workflow step with its leaf and reason.
select step.disbursement_id, step.sequence, step."trigger", step.from_state, step.to_state, step.person_id, step.duty,
       disbursement.amount, step.reason_commitment, step.recorded_at, step.leaf_index,
       reason.salt, reason.text, leaf.kind as leaf_kind, leaf.reference, leaf.hash, leaf.recorded_at as leaf_recorded_at
from ledger.disbursement_step step
join ledger.disbursement on disbursement.dedicated_account_id = step.dedicated_account_id and disbursement.id = step.disbursement_id
left join ledger.side_text reason
    on reason.dedicated_account_id = step.dedicated_account_id and reason.id = step.reason_text_id
left join ledger.log_leaf leaf
    on leaf.dedicated_account_id = step.dedicated_account_id and leaf.leaf_index = step.leaf_index
where step.dedicated_account_id = @account
order by step.disbursement_id, step.sequence
