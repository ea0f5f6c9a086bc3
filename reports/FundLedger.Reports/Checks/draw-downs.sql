-- examined
select cast(count(*) as bigint) from ledger.contribution
where dedicated_account_id = @account and kind = 2 /* ContributionKind.Allocation */
-- failure: The books do not say since when an allocation needs an approved draw-down
select account.id as dedicated_account_id from ledger.dedicated_account account
where account.id = @account and not exists (
        select 1 from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'AllocationsNeedDrawDowns')
-- failure: The allocation was expected without an approved draw-down
select contribution.id as contribution_id, contribution.amount
from ledger.contribution contribution
where contribution.dedicated_account_id = @account and contribution.kind = 2 /* ContributionKind.Allocation */
  and not exists (
        select 1 from ledger.draw_down draw_down
        where draw_down.dedicated_account_id = contribution.dedicated_account_id
          and draw_down.contribution_id = contribution.id and draw_down.state = 3 /* DrawDownState.Approved */)
  -- What was booked before the rule counts as approved.
  and not exists (
        select 1 from ledger.entry
        where entry.dedicated_account_id = contribution.dedicated_account_id
          and entry.document_kind = 1 /* DocumentKind.Contribution */ and entry.document_id = contribution.id
          and entry.leaf_index < (
                select min(event.record_leaf_index) from ledger.audit_event event
                where event.dedicated_account_id = @account and event.code = 'AllocationsNeedDrawDowns'))
order by contribution.id
-- failure: The allocation is not what was approved
select draw_down.id as draw_down_id, contribution.id as contribution_id, draw_down.amount, contribution.amount as expected
from ledger.draw_down draw_down
join ledger.contribution contribution
    on contribution.dedicated_account_id = draw_down.dedicated_account_id and contribution.id = draw_down.contribution_id
where draw_down.dedicated_account_id = @account
  and (contribution.kind <> 2 /* ContributionKind.Allocation */ or contribution.amount <> draw_down.amount
       or contribution.payer_party_id <> draw_down.payer_party_id or contribution.description <> draw_down.description
       or contribution.approval_reference is null or draw_down.approval_reference is null
       or contribution.approval_reference <> draw_down.approval_reference)
order by draw_down.id
-- failure: The allocation's part is not the one that was approved
select draw_down.id as draw_down_id, draw_down.contribution_id, share.line, share.fund, share.amount
from ledger.draw_down draw_down
join ledger.draw_down_line share
    on share.dedicated_account_id = draw_down.dedicated_account_id and share.draw_down_id = draw_down.id
left join ledger.fund fund
    on fund.dedicated_account_id = share.dedicated_account_id and fund.code = share.fund
left join ledger.contribution_share expected
    on expected.dedicated_account_id = draw_down.dedicated_account_id
   and expected.contribution_id = draw_down.contribution_id and expected.line = share.line
where draw_down.dedicated_account_id = @account and draw_down.contribution_id is not null
  and (expected.line is null or expected.amount <> share.amount or fund.id is null or expected.fund_id <> fund.id)
order by draw_down.id, share.line
-- failure: The approved draw-down has no contribution, or one that is not approved has one
select draw_down.id as draw_down_id, draw_down.state, draw_down.contribution_id
from ledger.draw_down draw_down
left join ledger.contribution contribution
    on contribution.dedicated_account_id = draw_down.dedicated_account_id and contribution.id = draw_down.contribution_id
where draw_down.dedicated_account_id = @account
  and case when draw_down.state = 3 /* DrawDownState.Approved */ then 1 else 0 end <> case when contribution.id is null then 0 else 1 end
order by draw_down.id
-- failure: The draw-down was requested by another person than the one whose duty it was, or approved by the same
select draw_down.id as draw_down_id, draw_down.requested_by
from ledger.draw_down draw_down
where draw_down.dedicated_account_id = @account
  and (not exists (
        select 1 from ledger.workflow_duty held
        where held.dedicated_account_id = draw_down.dedicated_account_id
          and held.document_kind = 15 /* DocumentKind.DrawDown */ and held.document_id = draw_down.id
          and held.person_id = draw_down.requested_by and held.duty = 18 /* Duty.DrawDownRequester */)
       or exists (
        select 1 from ledger.workflow_step step
        where step.dedicated_account_id = draw_down.dedicated_account_id
          and step.document_kind = 15 /* DocumentKind.DrawDown */ and step.document_id = draw_down.id
          and step.person_id = draw_down.requested_by and step."trigger" = 2 /* DrawDownTrigger.Approve */))
order by draw_down.id
