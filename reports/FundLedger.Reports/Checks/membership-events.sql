-- What one person alone may do about a membership, in the order in which it was done.
select event.code, event.actor_id, event.arguments, event.recorded_at
from ledger.audit_event event
where event.dedicated_account_id = @account and event.code in ('PersonAdded', 'PersonDisabled', 'InvitationAccepted')
order by event.id
