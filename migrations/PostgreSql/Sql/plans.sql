-- How the functions of this schema are planned: the one place that says it, for all that ask or change stored tables. Their
-- plans are made when the tables are small and kept for the session: joining by hash or merge, reading a table through or
-- keeping rows of it would then cost more with every entry the books have; looking each row up by its key costs the same for
-- ever. The rows of a statement have no statistics: thousands of them are grouped faster by hash than sorted. A plan whose
-- cost has been raised so is compiled by the engine before it runs, which takes many times as long as running it.
DO $$
DECLARE name regprocedure;
BEGIN
    FOR name IN SELECT oid FROM pg_proc
                WHERE pronamespace = 'ledger'::regnamespace AND prosrc ~* '\m(from|join|update|into)\s+ledger\.' LOOP
        EXECUTE format('ALTER FUNCTION %s RESET ALL', name);
        EXECUTE format('ALTER FUNCTION %s SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off
            SET enable_seqscan = off SET enable_sort = off SET jit = off
            SET plan_cache_mode = force_generic_plan', name);
    END LOOP;
END $$;
