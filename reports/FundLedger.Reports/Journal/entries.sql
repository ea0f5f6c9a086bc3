-- Entries of one fiscal year by number, each with its postings.
select entry.fiscal_year, entry.number, entry.kind, entry.booking_date, entry.value_date, entry.recorded_at,
       description.text as description, actor.display_name as actor, entry.document_kind, entry.document_id,
       entry.reverses_fiscal_year, entry.reverses_number,
       reversal.fiscal_year as reversed_by_fiscal_year, reversal.number as reversed_by_number,
       posting.line, posting.ledger_account_id, posting.fund_id, posting.amount,
       posting.party_id, party.name as party_name, posting.venture_id, venture.name as venture_name
from ledger.entry
join ledger.posting
    on posting.dedicated_account_id = entry.dedicated_account_id
   and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
left join ledger.entry reversal
    on reversal.dedicated_account_id = entry.dedicated_account_id
   and reversal.fiscal_year >= @year and reversal.reverses_fiscal_year = @year and reversal.reverses_number = entry.number
left join ledger.erasable_text description
    on description.dedicated_account_id = entry.dedicated_account_id and description.id = entry.text_id
left join ledger.person actor on actor.id = entry.actor_id
left join ledger.party on party.dedicated_account_id = posting.dedicated_account_id and party.id = posting.party_id
left join ledger.venture on venture.dedicated_account_id = posting.dedicated_account_id and venture.id = posting.venture_id
where entry.dedicated_account_id = @account and entry.fiscal_year = @year and entry.number in (@numbers)
order by entry.number, posting.line
