-- A guard's plan is made when its tables are small and kept for the session. Joining by hash or reading a table through
-- would then cost more with every entry the books have; looking each row up by its key costs the same for ever.
DO $$
DECLARE guard text;
BEGIN
    FOREACH guard IN ARRAY ARRAY['check_entry_numbers', 'check_posting_sums', 'check_lot_use'] LOOP
        EXECUTE format('ALTER FUNCTION ledger.%I() SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off', guard);
    END LOOP;
END $$;
