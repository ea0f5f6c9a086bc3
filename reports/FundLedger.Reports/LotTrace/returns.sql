-- What came back from a disbursement.
select expected.id, expected.public_code, expected.period_from, expected.period_to, expected.received_on, expected.amount
from ledger.return_agreement agreement
join ledger.expected_return expected
    on expected.dedicated_account_id = agreement.dedicated_account_id and expected.agreement_id = agreement.id
where agreement.dedicated_account_id = @account and agreement.disbursement_id = @id
  and expected.state = 3 /* ExpectedReturnState.Received */ and expected.amount > 0
order by expected.period_from, expected.id
