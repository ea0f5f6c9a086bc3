-- examined
select cast(count(*) as bigint) from ledger.posting where dedicated_account_id = @account
-- failure: The postings do not sum to zero in a fund
select fiscal_year, number, fund_id, sum(amount) as difference
from ledger.posting
where dedicated_account_id = @account
group by fiscal_year, number, fund_id
having sum(amount) <> 0
order by fiscal_year, number, fund_id
-- failure: Encumbrances and their reserve do not balance in a fund
select posting.fiscal_year, posting.number, posting.fund_id, sum(posting.amount) as difference
from ledger.posting
join ledger.ledger_account account
    on account.dedicated_account_id = posting.dedicated_account_id and account.id = posting.ledger_account_id
   and account.type = 9 /* AccountType.Memorandum */
where posting.dedicated_account_id = @account
group by posting.fiscal_year, posting.number, posting.fund_id
having sum(posting.amount) <> 0
order by posting.fiscal_year, posting.number, posting.fund_id
