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

-- Of a row only what a state may change: whom money goes to or comes from, how much and for what, stays what it was. A row that
-- changes also gets another leaf, and with it these three columns.
GRANT UPDATE (last_leaf_index, last_recorded_at, last_id, last_lot_id) ON ledger.series_head TO fundledger_write;
GRANT UPDATE (last_number) ON ledger.entry_series TO fundledger_write;
GRANT UPDATE (spendable, encumbered) ON ledger.fund_balance TO fundledger_write;
GRANT UPDATE (debit, credit) ON ledger.period_balance TO fundledger_write;
GRANT UPDATE (used, encumbered, remaining) ON ledger.lot TO fundledger_write;
GRANT UPDATE (salt, text) ON ledger.erasable_text TO fundledger_write;
GRANT UPDATE (next_id) ON ledger.id_range TO fundledger_write;
GRANT UPDATE (state,
    record_revision, record_leaf_index, record_salt)
    ON ledger.accounting_period TO fundledger_write;
GRANT UPDATE (state, received_on, entry_fiscal_year, entry_number, revision,
    record_revision, record_leaf_index, record_salt)
    ON ledger.contribution TO fundledger_write;
GRANT UPDATE (state, copy_count, voided_on, voided_by, void_reason, revision,
    record_revision, record_leaf_index, record_salt)
    ON ledger.receipt TO fundledger_write;
GRANT UPDATE (state, state_since, revision,
    record_revision, record_leaf_index, record_salt)
    ON ledger.disbursement TO fundledger_write;
GRANT UPDATE (state, state_since, revision, entry_fiscal_year, entry_number,
    record_revision, record_leaf_index, record_salt)
    ON ledger.manual_voucher TO fundledger_write;
GRANT UPDATE (state, state_since, revision, approval_reference, contribution_id,
    record_revision, record_leaf_index, record_salt)
    ON ledger.draw_down TO fundledger_write;
GRANT UPDATE (state, state_since, revision,
    record_revision, record_leaf_index, record_salt)
    ON ledger.access_change TO fundledger_write;
GRANT UPDATE (valid_to, ended_by_change_id,
    record_revision, record_leaf_index, record_salt)
    ON ledger.role_holding TO fundledger_write;
GRANT UPDATE (accepted_at, disabled_at, disabled_by,
    record_revision, record_leaf_index, record_salt)
    ON ledger.membership TO fundledger_write;
GRANT UPDATE (state, state_since, revision, payee_bank_account_id, usable_from,
    record_revision, record_leaf_index, record_salt)
    ON ledger.payee_account_change TO fundledger_write;
GRANT UPDATE (state, state_since, revision,
    record_revision, record_leaf_index, record_salt)
    ON ledger.donation TO fundledger_write;
GRANT UPDATE (state, state_since, revision, entry_fiscal_year, entry_number,
    record_revision, record_leaf_index, record_salt)
    ON ledger.gift_refund TO fundledger_write;
GRANT UPDATE (state, revenue, amount, received_on, entry_fiscal_year, entry_number, revision,
    record_revision, record_leaf_index, record_salt)
    ON ledger.expected_return TO fundledger_write;
GRANT UPDATE (state, match_reason, matched_kind, matched_id, entry_fiscal_year, entry_number, revision,
    record_revision, record_leaf_index, record_salt)
    ON ledger.statement_line TO fundledger_write;
GRANT UPDATE (confirmed, given_back,
    record_revision, record_leaf_index, record_salt)
    ON ledger.payment_order TO fundledger_write;
GRANT UPDATE (ended_at, outcome, message,
    record_revision, record_leaf_index, record_salt)
    ON ledger.job_run TO fundledger_write;
GRANT UPDATE (email,
    record_revision, record_leaf_index, record_salt)
    ON ledger.person TO fundledger_write;
-- Of master data names and what describes; whose money, which place and which account stays. An operator: see tr_venture_operator_once.
GRANT UPDATE (name_zh, name_en, priority,
    record_revision, record_leaf_index, record_salt)
    ON ledger.district TO fundledger_write;
GRANT UPDATE (ministry, name_zh, name_en, reserve_basis_points, case_ceiling, source,
    record_revision, record_leaf_index, record_salt)
    ON ledger.programme TO fundledger_write;
GRANT UPDATE (name_zh, name_en,
    record_revision, record_leaf_index, record_salt)
    ON ledger.fund TO fundledger_write;
GRANT UPDATE (name,
    record_revision, record_leaf_index, record_salt)
    ON ledger.bank_account TO fundledger_write;
GRANT UPDATE (valid_to,
    record_revision, record_leaf_index, record_salt)
    ON ledger.virtual_account_profile TO fundledger_write;
GRANT UPDATE (name,
    record_revision, record_leaf_index, record_salt)
    ON ledger.party TO fundledger_write;
GRANT UPDATE (title, districts, proposer, partner, filed_on, source,
    record_revision, record_leaf_index, record_salt)
    ON ledger.proposal TO fundledger_write;
GRANT UPDATE (name, kind, operator_party_id,
    record_revision, record_leaf_index, record_salt)
    ON ledger.venture TO fundledger_write;
GRANT UPDATE (valid_to, withdrawn,
    record_revision, record_leaf_index, record_salt)
    ON ledger.screening_list_entry TO fundledger_write;
GRANT UPDATE (valid_to,
    record_revision, record_leaf_index, record_salt)
    ON ledger.affiliation TO fundledger_write;
GRANT EXECUTE ON FUNCTION ledger.refresh_statistics() TO fundledger_write;

-- Which version a database has, and which ids, is the owner's to say.
REVOKE INSERT ON ledger.migration_history, ledger.applied_script, ledger.id_range FROM fundledger_write;

-- Of the sign-ins the application's login gets what it needs and no more; the reporting login gets nothing in this schema.
GRANT USAGE ON SCHEMA access TO fundledger_write;
GRANT SELECT, INSERT, UPDATE, DELETE ON access.sign_in, access.sign_in_login, access.sign_in_token, access.sign_in_attempts
    TO fundledger_write;
GRANT SELECT, INSERT, UPDATE ON access.invitation TO fundledger_write;
GRANT SELECT, INSERT, DELETE ON access.ended_session TO fundledger_write;
GRANT SELECT, INSERT ON access.data_protection_key, access.security_event TO fundledger_write;
-- The view of the documents under a workflow is for reading.
REVOKE INSERT ON ledger.workflow_document FROM fundledger_write;
