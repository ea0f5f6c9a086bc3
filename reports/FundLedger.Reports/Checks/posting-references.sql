-- examined
select cast(count(*) as bigint) from ledger.posting where dedicated_account_id = @account
-- failure: Postings name a ledger account or fund that does not exist
select used.ledger_account_id, used.fund_id, used.postings
from (
    select ledger_account_id, fund_id, count(*) as postings
    from ledger.posting
    where dedicated_account_id = @account
    group by ledger_account_id, fund_id
) used
where not exists (
        select 1 from ledger.ledger_account
        where ledger_account.dedicated_account_id = @account and ledger_account.id = used.ledger_account_id)
   or not exists (
        select 1 from ledger.fund
        where fund.dedicated_account_id = @account and fund.id = used.fund_id)
-- failure: Postings name a party or venture that does not exist
select used.party_id, used.venture_id, used.postings
from (
    select party_id, venture_id, count(*) as postings
    from ledger.posting
    where dedicated_account_id = @account and (party_id is not null or venture_id is not null)
    group by party_id, venture_id
) used
where (used.party_id is not null
       and not exists (select 1 from ledger.party where party.dedicated_account_id = @account and party.id = used.party_id))
   or (used.venture_id is not null
       and not exists (select 1 from ledger.venture where venture.dedicated_account_id = @account and venture.id = used.venture_id))
-- failure: Entries name a person who does not exist
select used.actor_id, used.entries
from (select actor_id, count(*) as entries from ledger.entry where dedicated_account_id = @account group by actor_id) used
where not exists (select 1 from ledger.person where person.id = used.actor_id)
