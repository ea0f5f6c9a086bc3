-- Every answered request.
select request_key, content_hash, answer
from ledger.request
where dedicated_account_id = @account
