-- What has become of the money received for each programme's year: used, set aside, left.
select fund.designation_id as programme_id, fund.programme_year as fiscal_year,
       cast(sum(lot.used) as bigint) as spent,
       cast(sum(lot.encumbered) as bigint) as encumbered, cast(sum(lot.remaining) as bigint) as unspent
from ledger.lot lot
join ledger.fund fund
    on fund.dedicated_account_id = lot.dedicated_account_id and fund.id = lot.fund_id
where lot.dedicated_account_id = @account
  and fund.designation = 4 /* DesignationKind.WorkItem */ and fund.programme_year is not null
group by fund.designation_id, fund.programme_year
