-- examined
select cast(count(*) as bigint) from ledger.entry where dedicated_account_id = @account
-- failure: The postings do not sum to zero
select fiscal_year, number, sum(amount) as difference
from ledger.posting
where dedicated_account_id = @account
group by fiscal_year, number
having sum(amount) <> 0
order by fiscal_year, number
