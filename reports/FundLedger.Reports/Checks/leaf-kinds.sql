-- How many leaves there are of each kind, against how many things there are to be leaves; records are counted by themselves.
select counted.kind, cast(sum(counted.leaves) as bigint) as leaves, cast(sum(counted.subjects) as bigint) as subjects
from (
    select kind, count(*) as leaves, 0 as subjects from ledger.log_leaf
    where dedicated_account_id = @account and kind <> 5 /* LeafKind.Record */ group by kind
    union all
    select 1 as kind, 0 as leaves, count(*) as subjects from ledger.entry where dedicated_account_id = @account
    union all
    select 2 as kind, 0 as leaves, count(*) as subjects from ledger.workflow_step where dedicated_account_id = @account
    union all
    select 3 as kind, 0 as leaves, count(*) as subjects from ledger.designation_change where dedicated_account_id = @account
    union all
    select 4 as kind, 0 as leaves, count(*) as subjects from ledger.statement_file where dedicated_account_id = @account
) counted
group by counted.kind
order by counted.kind
