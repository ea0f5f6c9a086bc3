-- The sealed log: nodes and checkpoints are appended by the write role, read by both, and changed by nobody.
CREATE TRIGGER ledger.tr_log_node_append_only ON ledger.log_node AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.log_node is append-only: correct by a reversal.', 1;
END;
GO

CREATE TRIGGER ledger.tr_log_checkpoint_append_only ON ledger.log_checkpoint AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.log_checkpoint is append-only: correct by a reversal.', 1;
END;
GO

ALTER TABLE ledger.log_node
    ADD CONSTRAINT ck_log_node CHECK (DATALENGTH(hash) = 32 AND level BETWEEN 8 AND 62 AND first_leaf >= 0 AND first_leaf % POWER(CAST(2 AS bigint), level) = 0);
ALTER TABLE ledger.log_checkpoint
    ADD CONSTRAINT ck_log_checkpoint CHECK (DATALENGTH(root) = 32 AND tree_size > 0);
GO

-- TRUNCATE fires no trigger; a table that a foreign key points at cannot be truncated. The guard tables stay empty.
CREATE TABLE ledger.log_node_guard (
    dedicated_account_id bigint NOT NULL, first_leaf bigint NOT NULL, level int NOT NULL,
    CONSTRAINT fk_log_node_guard FOREIGN KEY (dedicated_account_id, first_leaf, level) REFERENCES ledger.log_node (dedicated_account_id, first_leaf, level));
GO
CREATE TABLE ledger.log_checkpoint_guard (
    dedicated_account_id bigint NOT NULL, tree_size bigint NOT NULL, key_id nvarchar(8) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT fk_log_checkpoint_guard FOREIGN KEY (dedicated_account_id, tree_size, key_id) REFERENCES ledger.log_checkpoint (dedicated_account_id, tree_size, key_id));
GO
