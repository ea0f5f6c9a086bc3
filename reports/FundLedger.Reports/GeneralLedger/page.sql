-- A page of a ledger account's lines in the order of date and number, with what they come to line by line from the page's first on.
-- The fiscal year is the booking date's year, so the date orders the years.
select shown.fiscal_year, shown.number, shown.line, shown.booking_date, shown.fund_id, shown.amount,
       cast(sum(shown.amount) over (order by shown.booking_date, shown.number, shown.line rows unbounded preceding) as bigint) as running,
       entry.kind, description.text as description, party.name as party_name, venture.name as venture_name
from (
    select posting.dedicated_account_id, posting.fiscal_year, posting.number, posting.line, posting.booking_date, posting.fund_id,
           posting.amount, posting.party_id, posting.venture_id
    from ledger.posting
    where posting.dedicated_account_id = @account
      and posting.fiscal_year between @firstYear and @lastYear and posting.booking_date between @first and @last
      and posting.ledger_account_id = @ledgerAccount and (@fund is null or posting.fund_id = @fund)
    order by posting.booking_date, posting.number, posting.line
    offset @skip rows fetch next @size rows only
) shown
join ledger.entry
    on entry.dedicated_account_id = @account and entry.fiscal_year = shown.fiscal_year and entry.number = shown.number
left join ledger.erasable_text description
    on description.dedicated_account_id = @account and description.id = entry.text_id
left join ledger.party on party.dedicated_account_id = @account and party.id = shown.party_id
left join ledger.venture on venture.dedicated_account_id = @account and venture.id = shown.venture_id
order by shown.booking_date, shown.number, shown.line
