-- The contribution and who paid it.
select contribution.id, contribution.public_code, contribution.kind, contribution.state, contribution.payer_party_id,
       party.name as payer_name, contribution.amount, contribution.description, contribution.received_on
from ledger.contribution
left join ledger.party on party.dedicated_account_id = contribution.dedicated_account_id and party.id = contribution.payer_party_id
where contribution.dedicated_account_id = @account and contribution.id = @id
