-- The workflow steps among some leaves.
select step.leaf_index, step.disbursement_id, step.sequence, step."trigger", step.from_state, step.to_state, step.person_id, step.duty,
       disbursement.amount, step.reason_commitment, step.recorded_at
from ledger.disbursement_step step
join ledger.disbursement on disbursement.dedicated_account_id = step.dedicated_account_id and disbursement.id = step.disbursement_id
where step.dedicated_account_id = @account and step.leaf_index >= @first and step.leaf_index < @before
order by step.leaf_index
