-- Guards of entry and posting.

-- Above some five thousand rows of one statement this engine takes a lock on the whole table instead, and the other dedicated
-- accounts would wait for the one that books a large file. The tables that a chunk of entries is written to keep row locks:
-- they cost about a hundred bytes each until the commit.
DECLARE @name nvarchar(128);
DECLARE row_locks CURSOR LOCAL FAST_FORWARD FOR SELECT list.name FROM (VALUES
    (N'entry'), (N'posting'), (N'lot'), (N'lot_use'), (N'request'), (N'log_leaf'), (N'log_node'), (N'erasable_text'), (N'audit_event'),
    (N'entry_series'), (N'period_balance'), (N'fund_balance'), (N'statement_line')) AS list (name)
WHERE SERVERPROPERTY('Babelfish') IS NULL;
OPEN row_locks;
FETCH NEXT FROM row_locks INTO @name;
WHILE @@FETCH_STATUS = 0
BEGIN
    EXEC (N'ALTER TABLE ledger.' + @name + N' SET (LOCK_ESCALATION = DISABLE)');
    FETCH NEXT FROM row_locks INTO @name;
END;
CLOSE row_locks;
DEALLOCATE row_locks;
GO

-- The numbers of a statement's entries follow the last one without a gap and end where the series stands.
CREATE OR ALTER TRIGGER ledger.tr_entry_numbers ON ledger.entry AFTER INSERT AS
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
    IF EXISTS (SELECT 1 FROM inserted WHERE document_kind = 5 /* DocumentKind.ManualVoucher */ AND approver_id IS NULL)
        THROW 50020, 'An entry written by hand needs a second person.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted
        JOIN ledger.accounting_period AS period ON period.dedicated_account_id = inserted.dedicated_account_id
            AND period.fiscal_year = inserted.fiscal_year AND (period.period = inserted.period OR period.period = 14)
        WHERE period.state = 2 /* PeriodState.Closed */
           OR (period.state = 1 /* PeriodState.SoftClosed */ AND inserted.reverses_number IS NULL
               AND (inserted.document_kind IS NULL OR inserted.document_kind <> 5 /* DocumentKind.ManualVoucher */
                    OR inserted.approver_id IS NULL)))
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
               OR (inserted.reverses_fiscal_year < inserted.fiscal_year
                   AND (year_end.state IS NULL OR year_end.state <> 2 /* PeriodState.Closed */))))
        THROW 50011, 'What is taken back must be an entry, reversed in its own year or corrected after that year was closed.', 1;
END;
GO

-- All postings of an entry come in one statement; they sum to zero in every fund and match the entry's count.
CREATE OR ALTER TRIGGER ledger.tr_posting_sums ON ledger.posting AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM inserted GROUP BY dedicated_account_id, fiscal_year, number, fund_id
        HAVING SUM(CAST(amount AS decimal(38, 0))) <> 0)
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

-- Closing entries are booked on 31 December; only statements with that date are looked at more closely.
CREATE OR ALTER TRIGGER ledger.tr_posting_closing ON ledger.posting AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted WHERE booking_date = DATEFROMPARTS(fiscal_year, 12, 31)) RETURN;
    IF EXISTS (
        SELECT 1 FROM inserted
        JOIN ledger.entry AS entry ON entry.dedicated_account_id = inserted.dedicated_account_id
            AND entry.fiscal_year = inserted.fiscal_year AND entry.number = inserted.number
        JOIN ledger.ledger_account AS account
            ON account.dedicated_account_id = inserted.dedicated_account_id AND account.id = inserted.ledger_account_id
        WHERE entry.period = 14 AND (account.spendable = 1
            OR account.type NOT IN (3 /* AccountType.NetAssets */, 4 /* AccountType.Revenue */, 5 /* AccountType.Expense */)))
        THROW 50012, 'A closing entry moves revenue, expense and net assets only.', 1;
END;
GO

-- Gives a fiscal year a range of its own, best before it has entries; nothing happens where it has one.
CREATE OR ALTER PROCEDURE ledger.add_fiscal_year @year int AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM sys.partition_functions WHERE name = N'fiscal_year_range') RETURN;
    DECLARE @bound int;
    DECLARE bounds CURSOR LOCAL FAST_FORWARD FOR SELECT wanted.bound FROM (VALUES (@year), (@year + 1)) AS wanted (bound)
        WHERE NOT EXISTS (
            SELECT 1 FROM sys.partition_functions AS range_function
            JOIN sys.partition_range_values AS stored ON stored.function_id = range_function.function_id
            WHERE range_function.name = N'fiscal_year_range' AND CAST(stored.value AS int) = wanted.bound);
    OPEN bounds;
    FETCH NEXT FROM bounds INTO @bound;
    WHILE @@FETCH_STATUS = 0
    BEGIN
        EXEC (N'ALTER PARTITION SCHEME fiscal_year_scheme NEXT USED [PRIMARY]');
        DECLARE @split nvarchar(200) = N'ALTER PARTITION FUNCTION fiscal_year_range() SPLIT RANGE (' + CAST(@bound AS nvarchar(11)) + N')';
        EXEC (@split);
        FETCH NEXT FROM bounds INTO @bound;
    END;
    CLOSE bounds;
    DEALLOCATE bounds;
END;
GO
