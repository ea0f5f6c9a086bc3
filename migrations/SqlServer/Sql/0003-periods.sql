-- Periods with soft closing, period 13 for adjustments and 14 for closing entries; corrections across fiscal years;
-- the second person of a manual voucher.
ALTER TABLE ledger.entry ADD approver_id bigint NULL;
GO
ALTER TABLE ledger.entry DROP CONSTRAINT ck_entry_period, ck_entry_reversal;
GO
ALTER TABLE ledger.entry ADD
    CONSTRAINT ck_entry_period CHECK (
        (period BETWEEN 1 AND 12 AND period = MONTH(booking_date)) OR (period IN (13, 14) AND MONTH(booking_date) = 12 AND DAY(booking_date) = 31)),
    CONSTRAINT ck_entry_closing CHECK (
        (period = 14 AND document_kind IS NOT NULL AND document_kind = 7) OR (period <> 14 AND (document_kind IS NULL OR document_kind <> 7))),
    CONSTRAINT ck_entry_reversal CHECK (
        (reverses_number IS NULL AND reverses_fiscal_year IS NULL)
        OR (reverses_number IS NOT NULL AND reverses_fiscal_year IS NOT NULL AND reverses_fiscal_year <= fiscal_year)),
    CONSTRAINT ck_entry_approver CHECK (approver_id IS NULL OR approver_id <> actor_id);
GO
-- Reversals lie in the year of what they take back, corrections in a later one; the trigger below holds it across years.
DROP INDEX ux_entry_reverses ON ledger.entry;
GO
CREATE UNIQUE INDEX ux_entry_reverses ON ledger.entry (dedicated_account_id, reverses_fiscal_year, reverses_number, fiscal_year)
    WHERE reverses_number IS NOT NULL;
GO
ALTER TRIGGER ledger.tr_entry_numbers ON ledger.entry AFTER INSERT AS
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
            AND period.fiscal_year = inserted.fiscal_year AND (period.period = inserted.period OR period.period = 14)
        WHERE period.state = 2
           OR (period.state = 1 AND inserted.reverses_number IS NULL
               AND (inserted.document_kind IS NULL OR inserted.document_kind <> 5 OR inserted.approver_id IS NULL)))
        THROW 50003, 'The period is closed.', 1;
    IF NOT EXISTS (SELECT 1 FROM inserted WHERE reverses_number IS NOT NULL) RETURN;
    IF EXISTS (
        SELECT 1 FROM inserted JOIN ledger.entry AS other
            ON other.dedicated_account_id = inserted.dedicated_account_id AND other.reverses_fiscal_year = inserted.reverses_fiscal_year
           AND other.reverses_number = inserted.reverses_number
        WHERE other.fiscal_year <> inserted.fiscal_year OR other.number <> inserted.number)
        THROW 50010, 'An entry is taken back once.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted LEFT JOIN ledger.entry AS original
            ON original.dedicated_account_id = inserted.dedicated_account_id AND original.fiscal_year = inserted.reverses_fiscal_year
           AND original.number = inserted.reverses_number
        LEFT JOIN ledger.accounting_period AS year_end
            ON year_end.dedicated_account_id = inserted.dedicated_account_id AND year_end.fiscal_year = inserted.reverses_fiscal_year
           AND year_end.period = 14
        WHERE inserted.reverses_number IS NOT NULL
          AND (original.number IS NULL OR original.reverses_number IS NOT NULL OR original.period = 14
               OR (inserted.reverses_fiscal_year < inserted.fiscal_year AND (year_end.state IS NULL OR year_end.state <> 2))))
        THROW 50011, 'What is taken back must be an entry, reversed in its own year or corrected after that year was closed.', 1;
END;
GO
-- Closing entries are booked on 31 December; only statements with that date are looked at more closely.
CREATE TRIGGER ledger.tr_posting_closing ON ledger.posting AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted WHERE booking_date = DATEFROMPARTS(fiscal_year, 12, 31)) RETURN;
    IF EXISTS (
        SELECT 1 FROM inserted
        JOIN ledger.entry AS entry ON entry.dedicated_account_id = inserted.dedicated_account_id
            AND entry.fiscal_year = inserted.fiscal_year AND entry.number = inserted.number
        JOIN ledger.ledger_account AS account
            ON account.dedicated_account_id = inserted.dedicated_account_id AND account.id = inserted.ledger_account_id
        WHERE entry.period = 14 AND (account.spendable = 1 OR account.type NOT IN (3, 4, 5)))
        THROW 50012, 'A closing entry moves revenue, expense and net assets only.', 1;
END;
GO
-- Periods move one step at a time, close in order, reopen in the opposite order; a closed year stays closed.
CREATE TRIGGER ledger.tr_accounting_period_moves ON ledger.accounting_period AFTER INSERT, UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM deleted LEFT JOIN inserted ON inserted.dedicated_account_id = deleted.dedicated_account_id
            AND inserted.fiscal_year = deleted.fiscal_year AND inserted.period = deleted.period
        WHERE inserted.period IS NULL)
        THROW 50013, 'ledger.accounting_period keeps its rows. Reopen the period instead.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted LEFT JOIN deleted ON deleted.dedicated_account_id = inserted.dedicated_account_id
            AND deleted.fiscal_year = inserted.fiscal_year AND deleted.period = inserted.period
        WHERE inserted.state <> COALESCE(deleted.state, 0)
          AND ((inserted.period = 14 AND (COALESCE(deleted.state, 0) <> 0 OR inserted.state <> 2))
               OR (inserted.period < 14 AND ABS(inserted.state - COALESCE(deleted.state, 0)) <> 1)
               OR inserted.state NOT BETWEEN 0 AND 2))
        THROW 50014, 'A period moves one step at a time, and a closed year stays closed.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted LEFT JOIN deleted ON deleted.dedicated_account_id = inserted.dedicated_account_id
            AND deleted.fiscal_year = inserted.fiscal_year AND deleted.period = inserted.period
        JOIN ledger.accounting_period AS year_end ON year_end.dedicated_account_id = inserted.dedicated_account_id
            AND year_end.fiscal_year = inserted.fiscal_year AND year_end.period = 14 AND year_end.state = 2
        WHERE inserted.period < 14 AND inserted.state <> COALESCE(deleted.state, 0))
        THROW 50015, 'The fiscal year is closed.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted WHERE inserted.state = 2 AND inserted.period - 1 <> (
            SELECT COUNT(*) FROM ledger.accounting_period AS before
            WHERE before.dedicated_account_id = inserted.dedicated_account_id AND before.fiscal_year = inserted.fiscal_year
              AND before.period < inserted.period AND before.state = 2))
        THROW 50016, 'Periods close in order.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted JOIN deleted ON deleted.dedicated_account_id = inserted.dedicated_account_id
            AND deleted.fiscal_year = inserted.fiscal_year AND deleted.period = inserted.period
        JOIN ledger.accounting_period AS later ON later.dedicated_account_id = inserted.dedicated_account_id
            AND later.fiscal_year = inserted.fiscal_year AND later.period > inserted.period AND later.state = 2
        WHERE deleted.state = 2 AND inserted.state <> 2)
        THROW 50017, 'Periods reopen from the last one back.', 1;
END;
GO
