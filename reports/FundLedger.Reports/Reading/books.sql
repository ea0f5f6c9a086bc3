-- The dedicated account the report is about.
select id, code, name_zh, name_en, currency_code, currency_exponent, log_name
from ledger.dedicated_account
where id = @account
