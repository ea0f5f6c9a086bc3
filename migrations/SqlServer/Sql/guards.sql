-- Guards that hold for everyone, the owner included: append-only tables, permanent codes, the totals of lots.
DECLARE @name nvarchar(128);
DECLARE append_only CURSOR LOCAL FAST_FORWARD FOR SELECT list.name FROM (VALUES
    (N'entry'), (N'posting'), (N'lot_use'), (N'request'), (N'log_leaf'), (N'log_node'), (N'log_checkpoint'), (N'audit_event'),
    (N'designation_change'), (N'workflow_step'), (N'workflow_duty'), (N'statement_file'), (N'statement_original'),
    (N'manual_voucher_line'), (N'statement_line_part'), (N'draw_down_line'), (N'screening_rule'), (N'screening_result'),
    (N'screening_finding'), (N'donation_line')) AS list (name);
OPEN append_only;
FETCH NEXT FROM append_only INTO @name;
WHILE @@FETCH_STATUS = 0
BEGIN
    EXEC (N'CREATE OR ALTER TRIGGER ledger.tr_' + @name + N'_append_only ON ledger.' + @name + N' AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, ''ledger.' + @name + N' is append-only: correct by a reversal.'', 1;
END;');
    FETCH NEXT FROM append_only INTO @name;
END;
CLOSE append_only;
DEALLOCATE append_only;
GO

-- TRUNCATE fires no trigger; a table that a foreign key points at cannot be truncated. The guard tables, which have the
-- columns of the key, stay empty.
DECLARE @name nvarchar(128), @key nvarchar(200);
DECLARE no_truncate CURSOR LOCAL FAST_FORWARD FOR SELECT list.name, list.key_columns FROM (VALUES
    (N'entry', N'dedicated_account_id, fiscal_year, number'),
    (N'posting', N'dedicated_account_id, fiscal_year, number, line'),
    (N'lot_use', N'dedicated_account_id, fiscal_year, number, line'),
    (N'request', N'dedicated_account_id, request_key'),
    (N'log_leaf', N'dedicated_account_id, leaf_index'),
    (N'log_node', N'dedicated_account_id, first_leaf, level'),
    (N'log_checkpoint', N'dedicated_account_id, tree_size, key_id'),
    (N'audit_event', N'dedicated_account_id, id'),
    (N'designation_change', N'dedicated_account_id, id'),
    (N'workflow_step', N'dedicated_account_id, document_kind, document_id, sequence'),
    (N'workflow_duty', N'dedicated_account_id, document_kind, document_id, person_id'),
    (N'statement_file', N'dedicated_account_id, id'),
    (N'statement_original', N'dedicated_account_id, statement_file_id, chunk_number'),
    (N'manual_voucher_line', N'dedicated_account_id, voucher_id, line'),
    (N'statement_line_part', N'dedicated_account_id, statement_line_id, number'),
    (N'draw_down_line', N'dedicated_account_id, draw_down_id, line'),
    (N'screening_rule', N'dedicated_account_id, id'),
    (N'screening_result', N'dedicated_account_id, id'),
    (N'screening_finding', N'dedicated_account_id, screening_result_id, line'),
    (N'donation_line', N'dedicated_account_id, donation_id, line'),
    (N'job_run', N'dedicated_account_id, id'),
    (N'receipt', N'dedicated_account_id, id'),
    (N'accounting_period', N'dedicated_account_id, fiscal_year, period')) AS list (name, key_columns);
OPEN no_truncate;
FETCH NEXT FROM no_truncate INTO @name, @key;
WHILE @@FETCH_STATUS = 0
BEGIN
    IF OBJECT_ID(N'ledger.' + @name + N'_guard') IS NULL
    BEGIN
        EXEC (N'SELECT TOP (0) ' + @key + N' INTO ledger.' + @name + N'_guard FROM ledger.' + @name);
        EXEC (N'ALTER TABLE ledger.' + @name + N'_guard ADD CONSTRAINT fk_' + @name + N'_guard
            FOREIGN KEY (' + @key + N') REFERENCES ledger.' + @name + N' (' + @key + N')');
    END;
    FETCH NEXT FROM no_truncate INTO @name, @key;
END;
CLOSE no_truncate;
DEALLOCATE no_truncate;
GO

-- Every lot movement names an existing entry and lot, and the lot's totals are what its movements add up to.
CREATE OR ALTER TRIGGER ledger.tr_lot_use_lots ON ledger.lot_use AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM inserted AS movement
        LEFT JOIN ledger.entry AS entry ON entry.dedicated_account_id = movement.dedicated_account_id
            AND entry.fiscal_year = movement.fiscal_year AND entry.number = movement.number
        LEFT JOIN ledger.lot AS lot ON lot.dedicated_account_id = movement.dedicated_account_id AND lot.id = movement.lot_id
        WHERE entry.number IS NULL OR lot.id IS NULL)
        THROW 50007, 'A lot movement must name an existing entry and lot.', 1;
    IF EXISTS (
        SELECT 1 FROM ledger.lot AS lot
        JOIN (SELECT movement.dedicated_account_id, movement.lot_id, SUM(movement.used) AS used, SUM(movement.encumbered) AS encumbered
              FROM ledger.lot_use AS movement
              WHERE EXISTS (
                  SELECT 1 FROM inserted
                  WHERE inserted.dedicated_account_id = movement.dedicated_account_id AND inserted.lot_id = movement.lot_id)
              GROUP BY movement.dedicated_account_id, movement.lot_id) AS total
            ON total.dedicated_account_id = lot.dedicated_account_id AND total.lot_id = lot.id
        WHERE lot.used <> total.used OR lot.encumbered <> total.encumbered)
        THROW 50008, 'A lot''s totals must be the sum of its movements.', 1;
END;
GO

-- Codes that leaves are made of cannot be renamed, and nothing that postings refer to can be removed. Two texts that differ
-- in blanks at their end are the same to this engine, but not of the same length.
CREATE OR ALTER TRIGGER ledger.tr_ledger_account_keep_code ON ledger.ledger_account AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted LEFT JOIN inserted ON inserted.dedicated_account_id = deleted.dedicated_account_id
                   AND inserted.id = deleted.id AND inserted.code = deleted.code AND DATALENGTH(inserted.code) = DATALENGTH(deleted.code)
               WHERE inserted.id IS NULL)
        THROW 50009, 'ledger.ledger_account: codes and ids are permanent.', 1;
END;
GO
CREATE OR ALTER TRIGGER ledger.tr_fund_keep_code ON ledger.fund AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted LEFT JOIN inserted ON inserted.dedicated_account_id = deleted.dedicated_account_id
                   AND inserted.id = deleted.id AND inserted.code = deleted.code AND DATALENGTH(inserted.code) = DATALENGTH(deleted.code)
               WHERE inserted.id IS NULL)
        THROW 50023, 'ledger.fund: codes and ids are permanent.', 1;
END;
GO

-- Money goes to a venture's operator: one is named once.
CREATE OR ALTER TRIGGER ledger.tr_venture_operator_once ON ledger.venture AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted JOIN inserted ON inserted.dedicated_account_id = deleted.dedicated_account_id
                   AND inserted.id = deleted.id
               WHERE deleted.operator_party_id IS NOT NULL
                   AND (inserted.operator_party_id IS NULL OR inserted.operator_party_id <> deleted.operator_party_id))
        THROW 50025, 'ledger.venture: an operator is named once.', 1;
END;
GO

-- A run of a job is written when it begins and once more when it ends; what it says of the past is changed by nobody.
CREATE OR ALTER TRIGGER ledger.tr_job_run_ends_once ON ledger.job_run AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM deleted
        LEFT JOIN inserted ON inserted.dedicated_account_id = deleted.dedicated_account_id AND inserted.id = deleted.id
            AND inserted.job = deleted.job AND inserted.server = deleted.server AND inserted.attempt = deleted.attempt
            AND inserted.started_by = deleted.started_by AND inserted.started_at = deleted.started_at
            AND (inserted.scheduled_for = deleted.scheduled_for OR (inserted.scheduled_for IS NULL AND deleted.scheduled_for IS NULL))
        WHERE inserted.id IS NULL OR deleted.ended_at IS NOT NULL OR inserted.ended_at IS NULL)
        THROW 50019, 'ledger.job_run: a run ends once, and nothing else of it changes.', 1;
END;
GO

-- A receipt is voided once and for good, and nothing else of a voided one changes; none is deleted.
CREATE OR ALTER TRIGGER ledger.tr_receipt_void_once ON ledger.receipt AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM deleted
        LEFT JOIN inserted ON inserted.dedicated_account_id = deleted.dedicated_account_id AND inserted.id = deleted.id
        WHERE inserted.id IS NULL OR deleted.voided_on IS NOT NULL OR inserted.copy_count < deleted.copy_count)
        THROW 50026, 'ledger.receipt: a receipt is voided once and for good.', 1;
END;
GO

-- Takes all guards off and puts them on again, within a transaction: for a migration that must change rows, and for tests that
-- damage books. Nobody but the owner may.
CREATE OR ALTER PROCEDURE ledger.set_guards @guarded bit AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @table nvarchar(300), @statement nvarchar(400);
    DECLARE guarded_tables CURSOR LOCAL FAST_FORWARD FOR
        SELECT DISTINCT SCHEMA_NAME(guarded_table.schema_id) + N'.' + guarded_table.name
        FROM sys.triggers AS guard JOIN sys.tables AS guarded_table ON guarded_table.object_id = guard.parent_id
        WHERE SCHEMA_NAME(guarded_table.schema_id) IN (N'ledger', N'access');
    OPEN guarded_tables;
    FETCH NEXT FROM guarded_tables INTO @table;
    WHILE @@FETCH_STATUS = 0
    BEGIN
        SET @statement = CASE WHEN @guarded = 1 THEN N'ENABLE' ELSE N'DISABLE' END + N' TRIGGER ALL ON ' + @table;
        EXEC (@statement);
        FETCH NEXT FROM guarded_tables INTO @table;
    END;
    CLOSE guarded_tables;
    DEALLOCATE guarded_tables;
END;
GO
