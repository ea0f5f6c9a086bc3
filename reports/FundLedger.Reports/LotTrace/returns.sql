-- What came back from a disbursement: what its agreements owed, and what was paid back of it after the year of its release.
select expected.id, expected.public_code, expected.period_from, expected.period_to, expected.received_on, expected.amount
from ledger.return_agreement agreement
join ledger.expected_return expected
    on expected.dedicated_account_id = agreement.dedicated_account_id and expected.agreement_id = agreement.id
where agreement.dedicated_account_id = @account and agreement.disbursement_id = @id
  and expected.state = 3 /* ExpectedReturnState.Received */ and expected.amount > 0
union all
select disbursement.id, disbursement.public_code, min(entry.booking_date) as period_from, max(entry.booking_date) as period_to,
       max(entry.value_date) as received_on, cast(sum(lot.amount) as bigint) as amount
from ledger.lot
join ledger.entry
    on entry.dedicated_account_id = lot.dedicated_account_id and entry.fiscal_year = lot.fiscal_year and entry.number = lot.number
join ledger.disbursement
    on disbursement.dedicated_account_id = lot.dedicated_account_id and disbursement.id = lot.document_id
where lot.dedicated_account_id = @account and lot.kind = 2 /* LotKind.Return */ and lot.document_id = @id
group by disbursement.id, disbursement.public_code
order by period_from, id
