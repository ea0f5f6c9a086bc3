-- examined
select cast(sum(documents.counted) as bigint)
from (
    select count(*) as counted from ledger.contribution where dedicated_account_id = @account
    union all
    select count(*) as counted from ledger.disbursement where dedicated_account_id = @account
) documents
-- failure: The contribution's payer is not the party on its entry's postings
select contribution.id as contribution_id, contribution.payer_party_id, posting.party_id, posting.fiscal_year, posting.number
from ledger.contribution
join ledger.entry
    on entry.dedicated_account_id = contribution.dedicated_account_id
   and entry.document_kind = 1 /* DocumentKind.Contribution */ and entry.document_id = contribution.id
join ledger.posting
    on posting.dedicated_account_id = entry.dedicated_account_id
   and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
where contribution.dedicated_account_id = @account and coalesce(posting.party_id, 0) <> contribution.payer_party_id
group by contribution.id, contribution.payer_party_id, posting.party_id, posting.fiscal_year, posting.number
order by contribution.id, posting.fiscal_year, posting.number
-- failure: The contribution's payer does not exist
select contribution.id as contribution_id, contribution.payer_party_id
from ledger.contribution
left join ledger.party on party.dedicated_account_id = contribution.dedicated_account_id and party.id = contribution.payer_party_id
where contribution.dedicated_account_id = @account and party.id is null
order by contribution.id
-- failure: The disbursement's entries are of another payee, venture or fund than it names
select disbursement.id as disbursement_id, posting.fiscal_year, posting.number,
       posting.party_id, posting.venture_id, posting.fund_id
from ledger.disbursement
join ledger.entry
    on entry.dedicated_account_id = disbursement.dedicated_account_id
   and entry.document_kind = 2 /* DocumentKind.Disbursement */ and entry.document_id = disbursement.id
join ledger.posting
    on posting.dedicated_account_id = entry.dedicated_account_id
   and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
where disbursement.dedicated_account_id = @account
  and (coalesce(posting.party_id, 0) <> disbursement.payee_party_id or coalesce(posting.venture_id, 0) <> disbursement.venture_id
       or posting.fund_id <> disbursement.fund_id)
group by disbursement.id, posting.fiscal_year, posting.number, posting.party_id, posting.venture_id, posting.fund_id
order by disbursement.id, posting.fiscal_year, posting.number
-- failure: The bank account that the disbursement names is not its payee's
select disbursement.id as disbursement_id, disbursement.payee_party_id, disbursement.payee_bank_account_id, payee.party_id
from ledger.disbursement
left join ledger.payee_bank_account payee
    on payee.dedicated_account_id = disbursement.dedicated_account_id and payee.id = disbursement.payee_bank_account_id
where disbursement.dedicated_account_id = @account and coalesce(payee.party_id, 0) <> disbursement.payee_party_id
order by disbursement.id
