-- What the roles may do: here and nowhere else.
-- The write role inserts everywhere and updates only what may change; nobody but the owner deletes. The read role reads.
-- Which version a database has, which ids, and what keeps tables from being truncated, is the owner's: nobody else inserts
-- there.
DECLARE @grants nvarchar(max) = (
    SELECT STRING_AGG(CAST(
        N'REVOKE SELECT, INSERT, UPDATE, DELETE ON ledger.' + name + N' FROM fundledger_write, fundledger_read; '
        + N'GRANT SELECT ON ledger.' + name + N' TO fundledger_write, fundledger_read; '
        + CASE WHEN name IN (N'migration_history', N'applied_script', N'id_range') OR RIGHT(name, 6) = N'_guard' THEN N''
               ELSE N'GRANT INSERT ON ledger.' + name + N' TO fundledger_write; ' END AS nvarchar(max)), N'')
    FROM sys.tables WHERE schema_id = SCHEMA_ID(N'ledger'));
EXEC (@grants);
GO
GRANT UPDATE ON ledger.series_head TO fundledger_write;
GO
GRANT UPDATE ON ledger.entry_series TO fundledger_write;
GO
GRANT UPDATE ON ledger.fund_balance TO fundledger_write;
GO
GRANT UPDATE ON ledger.period_balance TO fundledger_write;
GO
GRANT UPDATE ON ledger.accounting_period TO fundledger_write;
GO
GRANT UPDATE ON ledger.erasable_text TO fundledger_write;
GO
GRANT UPDATE ON ledger.person TO fundledger_write;
GO
GRANT UPDATE ON ledger.role_holding TO fundledger_write;
GO
GRANT UPDATE ON ledger.party TO fundledger_write;
GO
GRANT UPDATE ON ledger.venture TO fundledger_write;
GO
GRANT UPDATE ON ledger.contribution TO fundledger_write;
GO
GRANT UPDATE ON ledger.disbursement TO fundledger_write;
GO
GRANT UPDATE ON ledger.expected_return TO fundledger_write;
GO
GRANT UPDATE ON ledger.statement_line TO fundledger_write;
GO
GRANT UPDATE ON ledger.payment_file TO fundledger_write;
GO
GRANT UPDATE ON ledger.payment_order TO fundledger_write;
GO
GRANT UPDATE ON ledger.ledger_account TO fundledger_write;
GO
GRANT UPDATE ON ledger.fund TO fundledger_write;
GO
GRANT UPDATE ON ledger.id_range TO fundledger_write;
GO
GRANT UPDATE ON ledger.lot (used, encumbered, remaining) TO fundledger_write;
GO
GRANT UPDATE ON ledger.job_run (ended_at, outcome, message) TO fundledger_write;
GO

-- Of the sign-ins the application's login gets what it needs and no more; the reporting login gets nothing in this schema.
GRANT SELECT, INSERT, UPDATE, DELETE ON access.sign_in TO fundledger_write;
GO
GRANT SELECT, INSERT, UPDATE, DELETE ON access.sign_in_login TO fundledger_write;
GO
GRANT SELECT, INSERT, UPDATE, DELETE ON access.sign_in_token TO fundledger_write;
GO
GRANT SELECT, INSERT, UPDATE, DELETE ON access.sign_in_attempts TO fundledger_write;
GO
GRANT SELECT, INSERT, DELETE ON access.ended_session TO fundledger_write;
GO
GRANT SELECT, INSERT ON access.data_protection_key TO fundledger_write;
GO
GRANT SELECT, INSERT ON access.security_event TO fundledger_write;
GO
