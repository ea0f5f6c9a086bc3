-- What the roles may do: here and nowhere else, so what is not granted here is revoked.
-- The write role inserts everywhere and updates only what may change; nobody but the owner deletes. The read role reads.
-- Which version a database has, which ids, and what keeps tables from being truncated, is the owner's: nobody else inserts
-- there.
DECLARE @revokes nvarchar(max) = (
    SELECT STRING_AGG(CAST(
        N'REVOKE SELECT, INSERT, UPDATE, DELETE ON ' + SCHEMA_NAME(schema_id) + N'.' + name
        + N' FROM fundledger_write, fundledger_read; ' AS nvarchar(max)), N'')
    FROM sys.objects WHERE type IN ('U', 'V') AND schema_id IN (SCHEMA_ID(N'ledger'), SCHEMA_ID(N'access')));
EXEC (@revokes);
GO
-- A right on a column is one of its own beside that on the table.
DECLARE @revokes nvarchar(max) = (
    SELECT STRING_AGG(CAST(
        N'REVOKE ' + permission_name + N' ON ' + OBJECT_SCHEMA_NAME(major_id) + N'.' + OBJECT_NAME(major_id)
        + N' (' + QUOTENAME(COL_NAME(major_id, minor_id)) + N') FROM ' + USER_NAME(grantee_principal_id) + N'; ' AS nvarchar(max)), N'')
    FROM sys.database_permissions
    WHERE class = 1 AND minor_id > 0 AND OBJECT_SCHEMA_NAME(major_id) IN (N'ledger', N'access')
      AND grantee_principal_id IN (DATABASE_PRINCIPAL_ID(N'fundledger_write'), DATABASE_PRINCIPAL_ID(N'fundledger_read')));
IF @revokes IS NOT NULL EXEC (@revokes);
GO
DECLARE @grants nvarchar(max) = (
    SELECT STRING_AGG(CAST(
        N'GRANT SELECT ON ledger.' + name + N' TO fundledger_write, fundledger_read; '
        + CASE WHEN name IN (N'migration_history', N'applied_script', N'id_range') OR RIGHT(name, 6) = N'_guard' THEN N''
               ELSE N'GRANT INSERT ON ledger.' + name + N' TO fundledger_write; ' END AS nvarchar(max)), N'')
    FROM sys.tables WHERE schema_id = SCHEMA_ID(N'ledger'));
EXEC (@grants);
GO
-- A view is for reading; each is named.
GRANT SELECT ON ledger.workflow_document TO fundledger_write, fundledger_read;
GO
-- What guards the books is for everybody to read: the checks compare it with its text.
IF SERVERPROPERTY('Babelfish') IS NULL
    EXEC (N'GRANT VIEW DEFINITION ON SCHEMA::ledger TO fundledger_write, fundledger_read;
        GRANT VIEW DEFINITION ON SCHEMA::access TO fundledger_write, fundledger_read;');
GO
-- Of a row only what a state may change: whom money goes to or comes from, how much and for what, stays what it was. A row that
-- changes also gets another leaf, and with it these three columns.
GRANT UPDATE ON ledger.series_head (last_leaf_index, last_recorded_at, last_id, last_lot_id) TO fundledger_write;
GO
GRANT UPDATE ON ledger.entry_series (last_number) TO fundledger_write;
GO
GRANT UPDATE ON ledger.fund_balance (spendable, encumbered) TO fundledger_write;
GO
GRANT UPDATE ON ledger.period_balance (debit, credit) TO fundledger_write;
GO
GRANT UPDATE ON ledger.lot (used, encumbered, remaining) TO fundledger_write;
GO
GRANT UPDATE ON ledger.erasable_text (salt, text) TO fundledger_write;
GO
GRANT UPDATE ON ledger.id_range (next_id) TO fundledger_write;
GO
GRANT UPDATE ON ledger.accounting_period
    (state,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.contribution
    (state, received_on, entry_fiscal_year, entry_number, revision,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.receipt
    (state, copy_count, voided_on, voided_by, void_reason, revision,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.disbursement
    (state, state_since, revision,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.access_change
    (state, state_since, revision,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.role_holding
    (valid_to, ended_by_change_id,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.membership
    (accepted_at, disabled_at, disabled_by,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.manual_voucher
    (state, state_since, revision, entry_fiscal_year, entry_number,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.draw_down
    (state, state_since, revision, approval_reference, contribution_id,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.payee_account_change
    (state, state_since, revision, payee_bank_account_id, usable_from,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.donation
    (state, state_since, revision,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.gift_refund
    (state, state_since, revision, entry_fiscal_year, entry_number,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.expected_return
    (state, revenue, amount, received_on, entry_fiscal_year, entry_number, revision,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.statement_line
    (state, match_reason, matched_kind, matched_id, entry_fiscal_year, entry_number, revision,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.payment_order
    (confirmed, given_back,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.job_run
    (ended_at, outcome, message,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.person
    (email,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
-- Of master data names and what describes; whose money, which place and which account stays. An operator: see tr_venture_operator_once.
GRANT UPDATE ON ledger.district
    (name_zh, name_en, priority,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.programme
    (ministry, name_zh, name_en, reserve_basis_points, case_ceiling, source,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.fund
    (name_zh, name_en,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.bank_account
    (name,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.virtual_account_profile
    (valid_to,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.party
    (name,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.proposal
    (title, districts, proposer, partner, filed_on, source,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.venture
    (name, kind, operator_party_id,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.screening_list_entry
    (valid_to, withdrawn,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
GO
GRANT UPDATE ON ledger.affiliation
    (valid_to,
    record_revision, record_leaf_index, record_salt) TO fundledger_write;
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
GRANT SELECT, INSERT, UPDATE ON access.invitation TO fundledger_write;
GO
GRANT SELECT, INSERT ON access.data_protection_key TO fundledger_write;
GO
GRANT SELECT, INSERT ON access.security_event TO fundledger_write;
GO
