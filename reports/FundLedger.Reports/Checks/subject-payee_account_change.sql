-- What the steps of a change of a payee's account are about, by the names that PayeeAccountChange.Subject gives.
select change.id as document_id, change.party_id, change.bank_code, change.account_number, change.holder, change.submitted_by
from ledger.payee_account_change change
where change.dedicated_account_id = @account and change.id >= @first and change.id < @before
order by change.id
