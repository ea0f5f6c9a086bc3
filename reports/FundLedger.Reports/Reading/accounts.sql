-- The chart of accounts.
select id, code, name_zh, name_en, type, spendable
from ledger.ledger_account
where dedicated_account_id = @account
order by code
