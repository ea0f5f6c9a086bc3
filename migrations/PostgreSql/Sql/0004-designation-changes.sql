-- Designation changes are appended by the write role, read by both, and changed by nobody. What they name exists.
CREATE TRIGGER tr_designation_change_append_only BEFORE UPDATE OR DELETE ON ledger.designation_change
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER tr_designation_change_no_truncate BEFORE TRUNCATE ON ledger.designation_change
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

ALTER TABLE ledger.designation_change
    ADD CONSTRAINT ck_designation_change_commitment CHECK (length(consent_commitment) = 32),
    ADD CONSTRAINT fk_designation_change_contribution FOREIGN KEY (dedicated_account_id, contribution_id) REFERENCES ledger.contribution (dedicated_account_id, id),
    ADD CONSTRAINT fk_designation_change_lot FOREIGN KEY (dedicated_account_id, lot_id) REFERENCES ledger.lot (dedicated_account_id, id);

GRANT SELECT, INSERT ON ledger.designation_change TO fundledger_write;
GRANT SELECT ON ledger.designation_change TO fundledger_read;
