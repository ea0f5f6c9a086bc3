-- examined
select cast(sum(designated.counted) as bigint)
from (
    select count(*) as counted from ledger.fund where dedicated_account_id = @account
    union all
    select count(*) as counted from ledger.contribution_share where dedicated_account_id = @account
    union all
    select count(*) as counted from ledger.disbursement where dedicated_account_id = @account
) designated
-- failure: The fund is designated to something that does not exist
select fund.id as fund_id, fund.code, fund.designation, fund.designation_id
from ledger.fund
left join ledger.district
    on fund.designation = 1 /* DesignationKind.District */
   and district.dedicated_account_id = fund.dedicated_account_id and district.id = fund.designation_id
left join ledger.venture
    on fund.designation = 2 /* DesignationKind.Venture */
   and venture.dedicated_account_id = fund.dedicated_account_id and venture.id = fund.designation_id
left join ledger.programme
    on fund.designation = 4 /* DesignationKind.WorkItem */
   and programme.dedicated_account_id = fund.dedicated_account_id and programme.id = fund.designation_id
where fund.dedicated_account_id = @account
  and ((fund.designation = 0 /* DesignationKind.None */ and fund.designation_id is not null)
       or (fund.designation <> 0 /* DesignationKind.None */ and fund.designation_id is null)
       or (fund.designation = 1 /* DesignationKind.District */ and district.id is null)
       or (fund.designation = 2 /* DesignationKind.Venture */ and venture.id is null)
       or (fund.designation = 4 /* DesignationKind.WorkItem */ and programme.id is null)
       or fund.designation not between 0 /* DesignationKind.None */ and 4 /* DesignationKind.WorkItem */)
order by fund.id
-- failure: The contribution's lots are not in the funds, or not of the amounts, of its shares
select compared.contribution_id, compared.fund_id, sum(compared.amount) as shares_less_lots
from (
    select share.contribution_id, share.fund_id, share.amount
    from ledger.contribution_share share
    join ledger.contribution
        on contribution.dedicated_account_id = share.dedicated_account_id and contribution.id = share.contribution_id
       and contribution.state = 2 /* ContributionState.Received */
    where share.dedicated_account_id = @account
    union all
    select lot.document_id as contribution_id, lot.fund_id, -lot.amount as amount
    from ledger.lot
    where lot.dedicated_account_id = @account and lot.kind = 1 /* LotKind.Contribution */ and lot.document_id is not null
) compared
group by compared.contribution_id, compared.fund_id
having sum(compared.amount) <> 0
order by compared.contribution_id, compared.fund_id
-- failure: The disbursement's fund is designated elsewhere than to its venture, or one of both does not exist
select disbursement.id as disbursement_id, disbursement.fund_id, disbursement.venture_id, fund.designation, fund.designation_id
from ledger.disbursement
left join ledger.fund on fund.dedicated_account_id = disbursement.dedicated_account_id and fund.id = disbursement.fund_id
left join ledger.venture on venture.dedicated_account_id = disbursement.dedicated_account_id and venture.id = disbursement.venture_id
where disbursement.dedicated_account_id = @account
  and (fund.id is null or venture.id is null
       or fund.source = 9 /* SourceKind.Suspense */
       or fund.designation = 3 /* DesignationKind.UniversityProject */
       or (fund.designation = 1 /* DesignationKind.District */ and coalesce(venture.district_id, 0) <> fund.designation_id)
       or (fund.designation = 2 /* DesignationKind.Venture */ and venture.id <> fund.designation_id))
order by disbursement.id
