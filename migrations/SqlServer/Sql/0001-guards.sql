-- Guards that hold for everyone, the owner included: append-only tables, and the sums and references of a statement.

CREATE TRIGGER ledger.tr_entry_append_only ON ledger.entry AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.entry is append-only: correct by a reversal.', 1;
END;
GO

CREATE TRIGGER ledger.tr_posting_append_only ON ledger.posting AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.posting is append-only: correct by a reversal.', 1;
END;
GO

CREATE TRIGGER ledger.tr_lot_use_append_only ON ledger.lot_use AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.lot_use is append-only: correct by a reversal.', 1;
END;
GO

CREATE TRIGGER ledger.tr_request_append_only ON ledger.request AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.request is append-only: correct by a reversal.', 1;
END;
GO

CREATE TRIGGER ledger.tr_log_leaf_append_only ON ledger.log_leaf AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.log_leaf is append-only: correct by a reversal.', 1;
END;
GO

CREATE TRIGGER ledger.tr_audit_event_append_only ON ledger.audit_event AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.audit_event is append-only: correct by a reversal.', 1;
END;
GO

CREATE TRIGGER ledger.tr_disbursement_step_append_only ON ledger.disbursement_step AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.disbursement_step is append-only: correct by a reversal.', 1;
END;
GO

CREATE TRIGGER ledger.tr_disbursement_duty_append_only ON ledger.disbursement_duty AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.disbursement_duty is append-only: correct by a reversal.', 1;
END;
GO

CREATE TRIGGER ledger.tr_statement_file_append_only ON ledger.statement_file AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    THROW 50001, 'ledger.statement_file is append-only: correct by a reversal.', 1;
END;
GO

-- TRUNCATE fires no trigger; a table that a foreign key points at cannot be truncated. The guard tables stay empty.
CREATE TABLE ledger.entry_guard (
    dedicated_account_id bigint NOT NULL, fiscal_year int NOT NULL, number bigint NOT NULL,
    CONSTRAINT fk_entry_guard FOREIGN KEY (dedicated_account_id, fiscal_year, number) REFERENCES ledger.entry (dedicated_account_id, fiscal_year, number));
GO
CREATE TABLE ledger.posting_guard (
    dedicated_account_id bigint NOT NULL, fiscal_year int NOT NULL, number bigint NOT NULL, line int NOT NULL,
    CONSTRAINT fk_posting_guard FOREIGN KEY (dedicated_account_id, fiscal_year, number, line) REFERENCES ledger.posting (dedicated_account_id, fiscal_year, number, line));
GO
CREATE TABLE ledger.lot_use_guard (
    dedicated_account_id bigint NOT NULL, fiscal_year int NOT NULL, number bigint NOT NULL, line int NOT NULL,
    CONSTRAINT fk_lot_use_guard FOREIGN KEY (dedicated_account_id, fiscal_year, number, line) REFERENCES ledger.lot_use (dedicated_account_id, fiscal_year, number, line));
GO
CREATE TABLE ledger.request_guard (
    dedicated_account_id bigint NOT NULL, request_key nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT fk_request_guard FOREIGN KEY (dedicated_account_id, request_key) REFERENCES ledger.request (dedicated_account_id, request_key));
GO
CREATE TABLE ledger.log_leaf_guard (
    dedicated_account_id bigint NOT NULL, leaf_index bigint NOT NULL,
    CONSTRAINT fk_log_leaf_guard FOREIGN KEY (dedicated_account_id, leaf_index) REFERENCES ledger.log_leaf (dedicated_account_id, leaf_index));
GO
CREATE TABLE ledger.audit_event_guard (
    dedicated_account_id bigint NOT NULL, id bigint NOT NULL,
    CONSTRAINT fk_audit_event_guard FOREIGN KEY (dedicated_account_id, id) REFERENCES ledger.audit_event (dedicated_account_id, id));
GO
CREATE TABLE ledger.disbursement_step_guard (
    dedicated_account_id bigint NOT NULL, disbursement_id bigint NOT NULL, sequence int NOT NULL,
    CONSTRAINT fk_disbursement_step_guard FOREIGN KEY (dedicated_account_id, disbursement_id, sequence) REFERENCES ledger.disbursement_step (dedicated_account_id, disbursement_id, sequence));
GO
CREATE TABLE ledger.statement_file_guard (
    dedicated_account_id bigint NOT NULL, id bigint NOT NULL,
    CONSTRAINT fk_statement_file_guard FOREIGN KEY (dedicated_account_id, id) REFERENCES ledger.statement_file (dedicated_account_id, id));
GO
-- The numbers of a statement's entries follow the last one without a gap and end where the series stands.
CREATE TRIGGER ledger.tr_entry_numbers ON ledger.entry AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM (SELECT dedicated_account_id, fiscal_year, MIN(number) AS first, MAX(number) AS last, COUNT_BIG(*) AS entries
                       FROM inserted GROUP BY dedicated_account_id, fiscal_year) AS block
        LEFT JOIN ledger.entry_series AS series
            ON series.dedicated_account_id = block.dedicated_account_id AND series.fiscal_year = block.fiscal_year
        WHERE series.last_number IS NULL OR series.last_number <> block.last
           OR block.last - block.first + 1 <> block.entries
           OR (block.first > 1 AND NOT EXISTS (
                SELECT 1 FROM ledger.entry AS previous
                WHERE previous.dedicated_account_id = block.dedicated_account_id
                  AND previous.fiscal_year = block.fiscal_year AND previous.number = block.first - 1)))
        THROW 50002, 'Entry numbers must follow their series without a gap.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted
        JOIN ledger.accounting_period AS period ON period.dedicated_account_id = inserted.dedicated_account_id
            AND period.fiscal_year = inserted.fiscal_year AND period.period = inserted.period
        WHERE period.state <> 0)
        THROW 50003, 'The period is closed.', 1;
END;
GO
-- All postings of an entry come in one statement; they sum to zero in every fund and match the entry's count.
CREATE TRIGGER ledger.tr_posting_sums ON ledger.posting AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM inserted GROUP BY dedicated_account_id, fiscal_year, number, fund_id HAVING SUM(CAST(amount AS decimal(38, 0))) <> 0)
        THROW 50004, 'Postings must sum to zero in every fund of an entry.', 1;
    IF EXISTS (
        SELECT 1 FROM (SELECT dedicated_account_id, fiscal_year, number, COUNT(*) AS lines, MAX(line) AS last_line,
                              MIN(booking_date) AS first_date, MAX(booking_date) AS last_date
                       FROM inserted GROUP BY dedicated_account_id, fiscal_year, number) AS lines
        LEFT JOIN ledger.entry AS entry ON entry.dedicated_account_id = lines.dedicated_account_id
            AND entry.fiscal_year = lines.fiscal_year AND entry.number = lines.number
        WHERE entry.number IS NULL OR entry.posting_count <> lines.lines OR entry.posting_count <> lines.last_line
           OR entry.booking_date <> lines.first_date OR entry.booking_date <> lines.last_date)
        THROW 50005, 'Postings must be those of one entry, all in one statement.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted AS used
        LEFT JOIN ledger.ledger_account AS account
            ON account.dedicated_account_id = used.dedicated_account_id AND account.id = used.ledger_account_id
        LEFT JOIN ledger.fund AS fund ON fund.dedicated_account_id = used.dedicated_account_id AND fund.id = used.fund_id
        WHERE account.id IS NULL OR fund.id IS NULL)
        THROW 50006, 'Postings must name an existing ledger account and fund.', 1;
END;
GO
-- Every lot movement names an existing entry and lot, and the lot's totals are what its movements add up to.
CREATE TRIGGER ledger.tr_lot_use_lots ON ledger.lot_use AFTER INSERT AS
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
              WHERE EXISTS (SELECT 1 FROM inserted WHERE inserted.dedicated_account_id = movement.dedicated_account_id AND inserted.lot_id = movement.lot_id)
              GROUP BY movement.dedicated_account_id, movement.lot_id) AS total
            ON total.dedicated_account_id = lot.dedicated_account_id AND total.lot_id = lot.id
        WHERE lot.used <> total.used OR lot.encumbered <> total.encumbered)
        THROW 50008, 'A lot''s totals must be the sum of its movements.', 1;
END;
GO
-- Codes that leaves are made of cannot be renamed, and nothing that postings refer to can be removed.
CREATE TRIGGER ledger.tr_ledger_account_keep_code ON ledger.ledger_account AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted LEFT JOIN inserted ON inserted.dedicated_account_id = deleted.dedicated_account_id
                   AND inserted.id = deleted.id AND inserted.code = deleted.code WHERE inserted.id IS NULL)
        THROW 50009, 'ledger.ledger_account: codes and ids are permanent.', 1;
END;
GO
CREATE TRIGGER ledger.tr_fund_keep_code ON ledger.fund AFTER UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted LEFT JOIN inserted ON inserted.dedicated_account_id = deleted.dedicated_account_id
                   AND inserted.id = deleted.id AND inserted.code = deleted.code WHERE inserted.id IS NULL)
        THROW 50009, 'ledger.fund: codes and ids are permanent.', 1;
END;
GO
