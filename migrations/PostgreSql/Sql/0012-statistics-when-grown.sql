-- A file of some thousand entries is booked in the time it takes to look at the samples: where the entries have grown by
-- less than a fifth since they were last counted, no plan depends on the rest, and autovacuum counts when more has come.
CREATE OR REPLACE FUNCTION ledger.refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog SET default_statistics_target = 4 AS $$
DECLARE grown boolean;
BEGIN
    SELECT sum(pg_relation_size(counted.oid)) > 1.2 * current_setting('block_size')::bigint * sum(counted.relpages) INTO grown
    FROM pg_inherits JOIN pg_class counted ON counted.oid = pg_inherits.inhrelid
    WHERE pg_inherits.inhparent = 'ledger.entry'::regclass;
    IF NOT grown THEN RETURN; END IF;

    ANALYZE ledger.entry, ledger.posting, ledger.lot, ledger.lot_use;
    SET LOCAL default_statistics_target = 15;
    ANALYZE ledger.period_balance, ledger.fund_balance, ledger.entry_series, ledger.fund, ledger.ledger_account;
END $$;
