-- What the steps of an access change are about, by the names that AccessChange.Subject gives.
select change.id as document_id, change.kind, change.person_id, change.role, change.party_id, change.role_holding_id,
       change.valid_from, change.valid_to, change.requested_by
from ledger.access_change change
where change.dedicated_account_id = @account and change.id >= @first and change.id < @before
order by change.id
