-- A contribution by the code people see.
select id
from ledger.contribution
where dedicated_account_id = @account and public_code = @code
