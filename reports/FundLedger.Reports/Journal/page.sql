-- One page of entries in date and number order, each with its postings.
select page.fiscal_year, page.number, page.kind, page.booking_date, page.value_date, page.recorded_at,
       description.text as description, actor.display_name as actor, page.document_kind, page.document_id,
       page.reverses_number, reversal.number as reversed_by_number,
       posting.line, posting.ledger_account_id, posting.fund_id, posting.amount,
       posting.party_id, party.name as party_name, posting.venture_id, venture.name as venture_name
from (
    select entry.dedicated_account_id, entry.fiscal_year, entry.number, entry.kind, entry.booking_date, entry.value_date,
           entry.recorded_at, entry.actor_id, entry.document_kind, entry.document_id, entry.reverses_number, entry.text_id
    from ledger.entry
    where entry.dedicated_account_id = @account
      and entry.fiscal_year between @firstYear and @lastYear
      and entry.booking_date between @first and @last
      and (@documentKind is null or (entry.document_kind = @documentKind and entry.document_id = @documentId))
      and ((@fund is null and @ledgerAccount is null) or exists (
            select 1 from ledger.posting filtered
            where filtered.dedicated_account_id = entry.dedicated_account_id
              and filtered.fiscal_year = entry.fiscal_year and filtered.number = entry.number
              and (@fund is null or filtered.fund_id = @fund)
              and (@ledgerAccount is null or filtered.ledger_account_id = @ledgerAccount)))
    order by entry.booking_date, entry.fiscal_year, entry.number
    offset @skip rows fetch next @size rows only
) page
join ledger.posting
    on posting.dedicated_account_id = page.dedicated_account_id
   and posting.fiscal_year = page.fiscal_year and posting.number = page.number
left join ledger.entry reversal
    on reversal.dedicated_account_id = page.dedicated_account_id
   and reversal.fiscal_year = page.fiscal_year and reversal.reverses_number = page.number
left join ledger.side_text description
    on description.dedicated_account_id = page.dedicated_account_id and description.id = page.text_id
left join ledger.person actor on actor.id = page.actor_id
left join ledger.party on party.dedicated_account_id = posting.dedicated_account_id and party.id = posting.party_id
left join ledger.venture on venture.dedicated_account_id = posting.dedicated_account_id and venture.id = posting.venture_id
order by page.booking_date, page.fiscal_year, page.number, posting.line
