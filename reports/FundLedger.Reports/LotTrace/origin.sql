-- The disbursement that an expected return comes from, or that is itself paid back.
select agreement.disbursement_id
from ledger.expected_return expected
join ledger.return_agreement agreement
    on agreement.dedicated_account_id = expected.dedicated_account_id and agreement.id = expected.agreement_id
where expected.dedicated_account_id = @account and expected.id = @id
union all
select disbursement.id as disbursement_id
from ledger.disbursement
where disbursement.dedicated_account_id = @account and disbursement.id = @id
