-- A page of a document's entries in the order of date and number.
select entry.fiscal_year, entry.number
from ledger.entry
where entry.dedicated_account_id = @account
  and entry.fiscal_year between @firstYear and @lastYear and entry.booking_date between @first and @last
  and entry.document_kind = @documentKind and entry.document_id = @documentId
order by entry.booking_date, entry.number
offset @skip rows fetch next @size rows only
