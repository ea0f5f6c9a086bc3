-- The roles people hold or held, and when each was given: the instant of its first leaf, null for one that has changed since.
select holding.id, holding.person_id, holding.role, holding.party_id, holding.valid_from, holding.valid_to,
       holding.access_change_id, holding.ended_by_change_id, holding.record_revision as revision, leaf.recorded_at as given_at
from ledger.role_holding holding
left join ledger.log_leaf leaf
    on leaf.dedicated_account_id = holding.dedicated_account_id
   and leaf.leaf_index = case when holding.record_revision = 1 then holding.record_leaf_index end
where holding.dedicated_account_id = @account
