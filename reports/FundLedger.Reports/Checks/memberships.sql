-- Who belongs to the dedicated account, and whether they may sign in.
select membership.person_id, membership.added_at, membership.accepted_at, membership.disabled_at, membership.disabled_by
from ledger.membership membership
where membership.dedicated_account_id = @account
order by membership.person_id
