-- How many postings, lots and lot movements there are, whether or not an entry has them.
select (select cast(count(*) as bigint) from ledger.posting where dedicated_account_id = @account) as postings,
       (select cast(count(*) as bigint) from ledger.lot where dedicated_account_id = @account) as lots,
       (select cast(count(*) as bigint) from ledger.lot_use where dedicated_account_id = @account) as movements
