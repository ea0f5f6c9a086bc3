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
        select 1 from ledger.screening_rule rule where rule.dedicated_account_id = @account)
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
order by contribution.id
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
left join ledger.screening_rule rule
    on rule.dedicated_account_id = finding.dedicated_account_id and rule.code = finding.rule_code and rule.version = finding.rule_version
   and rule.kind = finding.kind and rule.outcome = finding.outcome
left join ledger.screening_list_entry entry
    on entry.dedicated_account_id = finding.dedicated_account_id and entry.id = finding.list_entry_id
where finding.dedicated_account_id = @account
  and (rule.id is null or (finding.list_entry_id is not null and entry.id is null))
order by finding.screening_result_id, finding.line
