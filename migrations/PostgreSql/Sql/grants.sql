-- What the roles may do: here and nowhere else, so what is not granted here is revoked.
-- The write role inserts everywhere and updates only what may change; nobody but the owner deletes. The read role reads.
REVOKE ALL ON ALL TABLES IN SCHEMA ledger, access FROM fundledger_write, fundledger_read;
GRANT USAGE ON SCHEMA ledger TO fundledger_write, fundledger_read;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA ledger TO fundledger_write;
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO fundledger_read;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA ledger TO fundledger_write;

-- Many rows of one fiscal year are written straight into its partition: only there does COPY fill page after page, for a
-- partitioned table with statement-level triggers it goes row by row. Reading goes by the whole alone.
DO $$
BEGIN
    PERFORM ledger.guard_partition(inhrelid) FROM pg_inherits
    WHERE inhparent IN ('ledger.entry'::regclass, 'ledger.posting'::regclass);
END $$;

GRANT UPDATE ON ledger.series_head, ledger.entry_series, ledger.fund_balance, ledger.period_balance, ledger.accounting_period,
    ledger.erasable_text, ledger.person, ledger.role_holding, ledger.party, ledger.venture,
    ledger.contribution, ledger.disbursement, ledger.expected_return, ledger.statement_line,
    ledger.payment_file, ledger.payment_order, ledger.ledger_account, ledger.fund, ledger.id_range TO fundledger_write;
GRANT UPDATE (used, encumbered, remaining) ON ledger.lot TO fundledger_write;
GRANT UPDATE (ended_at, outcome, message) ON ledger.job_run TO fundledger_write;
GRANT EXECUTE ON FUNCTION ledger.refresh_statistics() TO fundledger_write;

-- Which version a database has, and which ids, is the owner's to say.
REVOKE INSERT ON ledger.migration_history, ledger.applied_script, ledger.id_range FROM fundledger_write;

-- Of the sign-ins the application's login gets what it needs and no more; the reporting login gets nothing in this schema.
GRANT USAGE ON SCHEMA access TO fundledger_write;
GRANT SELECT, INSERT, UPDATE, DELETE ON access.sign_in, access.sign_in_login, access.sign_in_token, access.sign_in_attempts
    TO fundledger_write;
GRANT SELECT, INSERT, DELETE ON access.ended_session TO fundledger_write;
GRANT SELECT, INSERT ON access.data_protection_key, access.security_event TO fundledger_write;
-- The view of the documents under a workflow is for reading.
REVOKE INSERT ON ledger.workflow_document FROM fundledger_write;
