-- Every disbursement with its steps in order; a disbursement without steps has one row with nulls.
select disbursement.id, disbursement.state, step.sequence, step."trigger", step.from_state, step.to_state, step.person_id, step.duty
from ledger.disbursement
left join ledger.disbursement_step step
    on step.dedicated_account_id = disbursement.dedicated_account_id and step.disbursement_id = disbursement.id
where disbursement.dedicated_account_id = @account
order by disbursement.id, step.sequence
