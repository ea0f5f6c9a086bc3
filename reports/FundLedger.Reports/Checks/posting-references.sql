-- examined
select cast(count(*) as bigint) from ledger.posting where dedicated_account_id = @account
-- failure: The entry has another number of postings than it says
select entry.fiscal_year, entry.number, entry.posting_count, coalesce(lines.postings, 0) as postings
from ledger.entry
left join (
    select fiscal_year, number, count(*) as postings, min(line) as first_line, max(line) as last_line,
           min(booking_date) as first_date, max(booking_date) as last_date
    from ledger.posting
    where dedicated_account_id = @account
    group by fiscal_year, number
) lines on lines.fiscal_year = entry.fiscal_year and lines.number = entry.number
where entry.dedicated_account_id = @account
  and (lines.number is null or lines.postings <> entry.posting_count or lines.first_line <> 1 or lines.last_line <> entry.posting_count
       or lines.first_date <> entry.booking_date or lines.last_date <> entry.booking_date)
order by entry.fiscal_year, entry.number
-- failure: The posting belongs to no entry
select posting.fiscal_year, posting.number, posting.line
from ledger.posting
where posting.dedicated_account_id = @account
  and not exists (
        select 1 from ledger.entry
        where entry.dedicated_account_id = posting.dedicated_account_id
          and entry.fiscal_year = posting.fiscal_year and entry.number = posting.number)
order by posting.fiscal_year, posting.number, posting.line
-- failure: Postings name a ledger account that does not exist
select used.ledger_account_id, used.postings
from (select ledger_account_id, count(*) as postings from ledger.posting where dedicated_account_id = @account group by ledger_account_id) used
where not exists (select 1 from ledger.ledger_account where ledger_account.dedicated_account_id = @account and ledger_account.id = used.ledger_account_id)
-- failure: Postings name a fund that does not exist
select used.fund_id, used.postings
from (select fund_id, count(*) as postings from ledger.posting where dedicated_account_id = @account group by fund_id) used
where not exists (select 1 from ledger.fund where fund.dedicated_account_id = @account and fund.id = used.fund_id)
-- failure: Postings name a party that does not exist
select used.party_id, used.postings
from (select party_id, count(*) as postings from ledger.posting where dedicated_account_id = @account and party_id is not null group by party_id) used
where not exists (select 1 from ledger.party where party.dedicated_account_id = @account and party.id = used.party_id)
-- failure: Postings name a venture that does not exist
select used.venture_id, used.postings
from (select venture_id, count(*) as postings from ledger.posting where dedicated_account_id = @account and venture_id is not null group by venture_id) used
where not exists (select 1 from ledger.venture where venture.dedicated_account_id = @account and venture.id = used.venture_id)
-- failure: Entries name a person who does not exist
select used.actor_id, used.entries
from (select actor_id, count(*) as entries from ledger.entry where dedicated_account_id = @account group by actor_id) used
where not exists (select 1 from ledger.person where person.id = used.actor_id)
