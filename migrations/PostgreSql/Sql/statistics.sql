-- After a large load the engine must know what it holds before the next report asks; the write role owns no table, so the
-- owner lends it this one errand. Leaves, texts and answered requests are left out: they are looked up by their keys or read
-- through.
--
-- Right after a load every page that is looked at has its rows marked as committed, and the first time since a checkpoint
-- the whole page is written to the log for it: a sample of 4,500 rows from each partition logged a fifth of what the load
-- itself had. The large tables get a sample of 1,200 rows until autovacuum looks more closely. It need not show every
-- period: who asks for closing entries asks for periods after the thirteenth, which no sample leads astray.
CREATE OR REPLACE FUNCTION ledger.refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog SET default_statistics_target = 4 AS $$
BEGIN
    ANALYZE ledger.entry, ledger.posting, ledger.lot, ledger.lot_use;
    SET LOCAL default_statistics_target = 15;
    ANALYZE ledger.period_balance, ledger.fund_balance, ledger.entry_series, ledger.fund, ledger.ledger_account;
END $$;
REVOKE ALL ON FUNCTION ledger.refresh_statistics() FROM PUBLIC;
