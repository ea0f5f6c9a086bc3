-- Everybody and everything an entry may name: persons (1), parties (2), ventures (3).
select 1 as kind, person.id from ledger.person
union all
select 2 as kind, party.id from ledger.party where party.dedicated_account_id = @account
union all
select 3 as kind, venture.id from ledger.venture where venture.dedicated_account_id = @account
