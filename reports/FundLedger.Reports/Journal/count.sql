-- How many entries the journal has for this question.
select cast(count(*) as bigint) as entries
from ledger.entry
where entry.dedicated_account_id = @account
  and entry.fiscal_year between @firstYear and @lastYear
  and entry.booking_date between @first and @last
  and (@documentKind is null or (entry.document_kind = @documentKind and entry.document_id = @documentId))
  and ((@fund is null and @ledgerAccount is null) or exists (
        select 1 from ledger.posting
        where posting.dedicated_account_id = entry.dedicated_account_id
          and posting.fiscal_year = entry.fiscal_year and posting.number = entry.number
          and (@fund is null or posting.fund_id = @fund)
          and (@ledgerAccount is null or posting.ledger_account_id = @ledgerAccount)))
