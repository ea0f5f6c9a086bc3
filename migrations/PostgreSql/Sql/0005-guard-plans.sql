-- A guard's plan is made when its tables are small and kept for the session. Joining by hash or reading a table through
-- would then cost more with every entry the books have; looking each row up by its key costs the same for ever.
DO $$
DECLARE guard text;
BEGIN
    FOREACH guard IN ARRAY ARRAY['check_entry_numbers', 'check_posting_sums', 'check_lot_use'] LOOP
        EXECUTE format('ALTER FUNCTION ledger.%I() SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off', guard);
    END LOOP;
END $$;

-- After a large load the engine must know what it holds before the next report asks; the write role owns no table, so the
-- owner lends it this one errand.
CREATE FUNCTION ledger.refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    ANALYZE ledger.entry, ledger.posting, ledger.lot, ledger.lot_use, ledger.log_leaf, ledger.side_text, ledger.request,
        ledger.period_balance, ledger.fund_balance, ledger.entry_series;
END $$;
REVOKE ALL ON FUNCTION ledger.refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.refresh_statistics() TO fundledger_write;
