-- How many leaves stand for rows of tables.
select count(*) from ledger.log_leaf where dedicated_account_id = @account and kind = 5 /* LeafKind.Record */
