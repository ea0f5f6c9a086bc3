-- The approved access changes, and whether a second person has approved each.
select change.id, change.kind, change.person_id, change.role, change.party_id, change.role_holding_id, change.valid_from,
       change.valid_to, leaf.recorded_at as decided_at, count(held.person_id) as approvers
from ledger.access_change change
left join ledger.log_leaf leaf
    on leaf.dedicated_account_id = change.dedicated_account_id and leaf.leaf_index = change.record_leaf_index
left join ledger.workflow_duty held
    on held.dedicated_account_id = change.dedicated_account_id and held.document_kind = 9 /* DocumentKind.AccessChange */
   and held.document_id = change.id and held.duty = 13 /* Duty.AccessApprover */ and held.person_id <> change.requested_by
where change.dedicated_account_id = @account and change.state = 3 /* AccessChangeState.Approved */
group by change.id, change.kind, change.person_id, change.role, change.party_id, change.role_holding_id, change.valid_from,
         change.valid_to, leaf.recorded_at
order by change.id
