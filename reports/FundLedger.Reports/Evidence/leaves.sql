-- Some leaves that follow each other.
select leaf_index, hash
from ledger.log_leaf
where dedicated_account_id = @account and leaf_index >= @first and leaf_index < @before
order by leaf_index
