-- examined
select cast(count(*) as bigint) from ledger.screening_result where dedicated_account_id = @account
-- failure: The books do not say since when gifts are screened
select account.id as dedicated_account_id from ledger.dedicated_account account
where account.id = @account and not exists (
        select 1 from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'GiftsAreScreened')
-- failure: There is no rule by which gifts are screened
select account.id as dedicated_account_id from ledger.dedicated_account account
where account.id = @account and not exists (
        select 1 from ledger.screening_rule dated_rule where dated_rule.dedicated_account_id = @account)
-- failure: The gift has no screening that let it pass
select contribution.id as contribution_id, contribution.amount, contribution.pledged_on
from ledger.contribution
where contribution.dedicated_account_id = @account and contribution.kind = 1 /* ContributionKind.Donation */
  -- Ids of events and documents are of one series: what was booked before the rule needs none.
  and contribution.id > (
        select coalesce(min(event.id), 0) from ledger.audit_event event
        where event.dedicated_account_id = @account and event.code = 'GiftsAreScreened')
  and not exists (
        select 1 from ledger.screening_result result
        where result.dedicated_account_id = contribution.dedicated_account_id
          and result.document_kind = 1 /* DocumentKind.Contribution */ and result.document_id = contribution.id
          and result.outcome = 1 /* ScreeningOutcome.Pass */)
  -- An instalment was screened with its donation: see below.
  and not exists (
        select 1 from ledger.workflow_step step
        where step.dedicated_account_id = contribution.dedicated_account_id
          and step.document_kind = 11 /* DocumentKind.Donation */ and step.document_id = contribution.donation_id
          and step."trigger" = 7 /* DonationTrigger.Accept */)
order by contribution.id
-- failure: The donation was accepted without a screening that let it pass, or a named decision
select step.document_id as donation_id, step.sequence, step.person_id
from ledger.workflow_step step
where step.dedicated_account_id = @account and step.document_kind = 11 /* DocumentKind.Donation */
  and step."trigger" = 7 /* DonationTrigger.Accept */
  and not exists (
        select 1 from ledger.screening_result result
        where result.dedicated_account_id = step.dedicated_account_id and result.document_kind = step.document_kind
          and result.document_id = step.document_id and result.recorded_at <= step.recorded_at
          and not exists (
                select 1 from ledger.screening_result later
                where later.dedicated_account_id = result.dedicated_account_id and later.document_kind = result.document_kind
                  and later.document_id = result.document_id and later.id > result.id and later.recorded_at <= step.recorded_at)
          and (result.outcome = 1 /* ScreeningOutcome.Pass */
               or (result.outcome = 2 /* ScreeningOutcome.Escalate */ and exists (
                    select 1 from ledger.workflow_step cleared
                    where cleared.dedicated_account_id = step.dedicated_account_id and cleared.document_kind = step.document_kind
                      and cleared.document_id = step.document_id and cleared."trigger" = 6 /* DonationTrigger.Clear */
                      and cleared.sequence < step.sequence and cleared.recorded_at >= result.recorded_at))))
order by step.document_id
-- failure: The donation was never screened
select donation.id as donation_id, donation.state
from ledger.donation
where donation.dedicated_account_id = @account and not exists (
        select 1 from ledger.screening_result result
        where result.dedicated_account_id = donation.dedicated_account_id
          and result.document_kind = 11 /* DocumentKind.Donation */ and result.document_id = donation.id)
order by donation.id
-- failure: The accepted donation's part has no contribution of its instalment, fund and amount
select part.donation_id, part.line, part.instalment, part.amount
from ledger.donation_line part
join ledger.workflow_step step
    on step.dedicated_account_id = part.dedicated_account_id and step.document_kind = 11 /* DocumentKind.Donation */
   and step.document_id = part.donation_id and step."trigger" = 7 /* DonationTrigger.Accept */
left join ledger.contribution
    on contribution.dedicated_account_id = part.dedicated_account_id and contribution.donation_id = part.donation_id
   and contribution.instalment = part.instalment
left join ledger.contribution_share share
    on share.dedicated_account_id = contribution.dedicated_account_id and share.contribution_id = contribution.id
   and share.fund_id = part.fund_id and share.amount = part.amount
where part.dedicated_account_id = @account and share.line is null
order by part.donation_id, part.line
-- failure: The donation's state is not what its contributions come to
select donation.id as donation_id, donation.state, coalesce(gifts.expected, 0) as expected, coalesce(gifts.received, 0) as received,
       coalesce(gifts.amount, 0) as amount
from ledger.donation
left join (
    select donation_id,
           sum(case when state = 1 /* ContributionState.Expected */ then 1 else 0 end) as expected,
           sum(case when state = 2 /* ContributionState.Received */ then 1 else 0 end) as received,
           sum(amount) as amount
    from ledger.contribution
    where dedicated_account_id = @account and donation_id is not null
    group by donation_id
) gifts on gifts.donation_id = donation.id
where donation.dedicated_account_id = @account
  and (coalesce(gifts.expected, 0) > 0 and donation.state not in (6 /* DonationState.Accepted */, 7 /* DonationState.PartlyReceived */)
       or coalesce(gifts.received, 0) > 0 and donation.state not in (
            7 /* DonationState.PartlyReceived */, 8 /* DonationState.Received */, 11 /* DonationState.PartlyFulfilled */)
       or coalesce(gifts.received, 0) = 0 and donation.state in (
            7 /* DonationState.PartlyReceived */, 8 /* DonationState.Received */, 11 /* DonationState.PartlyFulfilled */)
       or coalesce(gifts.expected, 0) = 0 and donation.state in (6 /* DonationState.Accepted */, 7 /* DonationState.PartlyReceived */)
       or gifts.amount <> donation.amount)
order by donation.id
-- failure: The screening's outcome is not the strictest of its findings
select result.id as screening_result_id, result.outcome, coalesce(found.strictest, 1 /* ScreeningOutcome.Pass */) as strictest
from ledger.screening_result result
left join (
    select screening_result_id, max(outcome) as strictest
    from ledger.screening_finding
    where dedicated_account_id = @account
    group by screening_result_id
) found on found.screening_result_id = result.id
where result.dedicated_account_id = @account and result.outcome <> coalesce(found.strictest, 1 /* ScreeningOutcome.Pass */)
order by result.id
-- failure: The finding names a rule, an entry or a screening that is not there
select finding.screening_result_id, finding.line, finding.rule_code, finding.rule_version, finding.list_entry_id
from ledger.screening_finding finding
left join ledger.screening_rule dated_rule
    on dated_rule.dedicated_account_id = finding.dedicated_account_id and dated_rule.code = finding.rule_code
   and dated_rule.version = finding.rule_version
   and dated_rule.kind = finding.kind and dated_rule.outcome = finding.outcome
left join ledger.screening_list_entry entry
    on entry.dedicated_account_id = finding.dedicated_account_id and entry.id = finding.list_entry_id
where finding.dedicated_account_id = @account
  and (dated_rule.id is null or (finding.list_entry_id is not null and entry.id is null))
order by finding.screening_result_id, finding.line
