-- Every posting with its entry, in date and number order; read row by row, never held in memory.
select entry.fiscal_year, entry.number, entry.kind, entry.booking_date, entry.value_date,
       entry.document_kind, entry.document_id, entry.reverses_number, description.text as description,
       posting.line, posting.ledger_account_id, posting.fund_id, posting.amount,
       party.name as party_name, venture.name as venture_name, entry.reverses_fiscal_year
from ledger.entry
join ledger.posting
    on posting.dedicated_account_id = entry.dedicated_account_id
   and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
left join ledger.erasable_text description
    on description.dedicated_account_id = entry.dedicated_account_id and description.id = entry.text_id
left join ledger.party on party.dedicated_account_id = posting.dedicated_account_id and party.id = posting.party_id
left join ledger.venture on venture.dedicated_account_id = posting.dedicated_account_id and venture.id = posting.venture_id
where entry.dedicated_account_id = @account
order by entry.booking_date, entry.fiscal_year, entry.number, posting.line
