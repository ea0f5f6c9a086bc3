-- How many postings, lots, lot movements and balances of periods there are, whether or not an entry has them.
select (select cast(count(*) as bigint) from ledger.posting where dedicated_account_id = @account) as postings,
       (select cast(count(*) as bigint) from ledger.lot where dedicated_account_id = @account) as lots,
       (select cast(count(*) as bigint) from ledger.lot_use where dedicated_account_id = @account) as movements,
       (select cast(count(*) as bigint) from ledger.period_balance where dedicated_account_id = @account) as balances
