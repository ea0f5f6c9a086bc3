-- How many nodes are stored.
select cast(count(*) as bigint) from ledger.log_node where dedicated_account_id = @account
