-- What contributions that are not cancelled draw on each programme's year, and how much of it the bank has brought.
select fund.designation_id as programme_id, fund.programme_year as fiscal_year,
       cast(sum(share.amount) as bigint) as drawn,
       cast(sum(case when contribution.state = 2 /* ContributionState.Received */ then share.amount else 0 end) as bigint) as received
from ledger.contribution_share share
join ledger.contribution contribution
    on contribution.dedicated_account_id = share.dedicated_account_id and contribution.id = share.contribution_id
join ledger.fund fund
    on fund.dedicated_account_id = share.dedicated_account_id and fund.id = share.fund_id
where share.dedicated_account_id = @account
  and contribution.state <> 3 /* ContributionState.Cancelled */
  and fund.designation = 4 /* DesignationKind.WorkItem */ and fund.programme_year is not null
group by fund.designation_id, fund.programme_year
