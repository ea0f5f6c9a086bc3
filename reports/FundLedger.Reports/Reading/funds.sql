-- The funds.
select id, code, name_zh, name_en, source, designation
from ledger.fund
where dedicated_account_id = @account
order by code
