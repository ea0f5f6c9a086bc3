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
