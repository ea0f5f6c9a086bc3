-- examined
select cast((select count(*) from ledger.programme_budget where dedicated_account_id = @account)
    + (select count(*) from ledger.contribution where dedicated_account_id = @account
       and kind = 2 /* ContributionKind.Allocation */) as bigint)
-- failure: The budget's term is over before its year begins
select budget.programme_id, budget.fiscal_year, budget.version, budget.expires_on
from ledger.programme_budget budget
where budget.dedicated_account_id = @account and budget.expires_on < cast(concat(budget.fiscal_year, '-01-01') as date)
order by budget.programme_id, budget.fiscal_year, budget.version
-- failure: The budget is carried over beyond its year without an approval
select budget.programme_id, budget.fiscal_year, budget.version, budget.expires_on
from ledger.programme_budget budget
where budget.dedicated_account_id = @account and budget.expires_on > cast(concat(budget.fiscal_year, '-12-31') as date)
  and (budget.carry_reference is null or budget.carry_reference = '')
order by budget.programme_id, budget.fiscal_year, budget.version
-- failure: The allocation was drawn after every term that its budget ever had
select contribution.id as contribution_id, contribution.pledged_on, term.last_day
from ledger.contribution contribution
join ledger.contribution_share share
    on share.dedicated_account_id = contribution.dedicated_account_id and share.contribution_id = contribution.id
join ledger.fund fund
    on fund.dedicated_account_id = share.dedicated_account_id and fund.id = share.fund_id
join (
    select budget.programme_id, budget.fiscal_year, max(budget.expires_on) as last_day,
           sum(case when budget.expires_on is null then 1 else 0 end) as unbounded
    from ledger.programme_budget budget
    where budget.dedicated_account_id = @account
    group by budget.programme_id, budget.fiscal_year
) term on term.programme_id = fund.designation_id and term.fiscal_year = fund.programme_year
where contribution.dedicated_account_id = @account
  and contribution.kind = 2 /* ContributionKind.Allocation */ and contribution.state <> 3 /* ContributionState.Cancelled */
  and fund.designation = 4 /* DesignationKind.WorkItem */
  and term.unbounded = 0 and contribution.pledged_on > term.last_day
order by contribution.id
