-- Designation changes are appended by the write role, read by both, and changed by nobody. What they name exists.
CREATE TRIGGER ledger.tr_designation_change_append_only ON ledger.designation_change AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.designation_change is append-only: correct by a reversal.', 1;
END;
GO
ALTER TABLE ledger.designation_change ADD
    CONSTRAINT ck_designation_change_commitment CHECK (DATALENGTH(consent_commitment) = 32),
    CONSTRAINT fk_designation_change_contribution FOREIGN KEY (dedicated_account_id, contribution_id) REFERENCES ledger.contribution (dedicated_account_id, id),
    CONSTRAINT fk_designation_change_lot FOREIGN KEY (dedicated_account_id, lot_id) REFERENCES ledger.lot (dedicated_account_id, id);
GO
-- TRUNCATE fires no trigger; a table that a foreign key points at cannot be truncated. The guard table stays empty.
CREATE TABLE ledger.designation_change_guard (
    dedicated_account_id bigint NOT NULL, id bigint NOT NULL,
    CONSTRAINT fk_designation_change_guard FOREIGN KEY (dedicated_account_id, id) REFERENCES ledger.designation_change (dedicated_account_id, id));
GO
