-- The write role inserts everywhere and updates only what may change; nobody but the owner deletes. The read role reads.
GRANT USAGE ON SCHEMA ledger TO fundledger_write, fundledger_read;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA ledger TO fundledger_write;
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO fundledger_read;
-- Nobody but the owner names a partition; everybody else goes by the partitioned table.
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT inhrelid::regclass::text FROM pg_inherits
                WHERE inhparent IN ('ledger.entry'::regclass, 'ledger.posting'::regclass) LOOP
        EXECUTE format('REVOKE ALL ON %s FROM fundledger_write, fundledger_read', name);
    END LOOP;
END $$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA ledger TO fundledger_write;

GRANT UPDATE ON ledger.series_head, ledger.entry_series, ledger.fund_balance, ledger.period_balance, ledger.accounting_period,
    ledger.side_text, ledger.person, ledger.role_holding, ledger.party, ledger.venture,
    ledger.contribution, ledger.disbursement, ledger.expected_return, ledger.statement_line,
    ledger.payment_file, ledger.payment_order, ledger.ledger_account, ledger.fund TO fundledger_write;
GRANT UPDATE (used, encumbered, remaining) ON ledger.lot TO fundledger_write;

REVOKE INSERT ON ledger.migration_history FROM fundledger_write;
