-- Many rows of one fiscal year are written straight into its partition: only there does COPY fill page after page, for a
-- partitioned table with statement-level triggers it goes row by row. Each partition has had the guards of the whole from
-- the first day; reading still goes by the whole alone.
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT inhrelid::regclass::text FROM pg_inherits
                WHERE inhparent IN ('ledger.entry'::regclass, 'ledger.posting'::regclass) LOOP
        EXECUTE format('GRANT INSERT ON %s TO fundledger_write', name);
    END LOOP;
END $$;
