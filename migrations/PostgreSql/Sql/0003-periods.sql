-- Periods with soft closing, period 13 for adjustments and 14 for closing entries; corrections across fiscal years;
-- the second person of a manual voucher.
ALTER TABLE ledger.entry ADD COLUMN approver_id bigint;
ALTER TABLE ledger.entry
    DROP CONSTRAINT entry_period_check,
    DROP CONSTRAINT ck_entry_reversal,
    ADD CONSTRAINT ck_entry_period CHECK (
        CASE WHEN period BETWEEN 1 AND 12 THEN period = extract(month FROM booking_date)
             ELSE period IN (13, 14) AND extract(month FROM booking_date) = 12 AND extract(day FROM booking_date) = 31 END),
    ADD CONSTRAINT ck_entry_closing CHECK ((period = 14) = (document_kind IS NOT NULL AND document_kind = 7)),
    ADD CONSTRAINT ck_entry_reversal CHECK (
        (reverses_number IS NULL) = (reverses_fiscal_year IS NULL) AND (reverses_number IS NULL OR reverses_fiscal_year <= fiscal_year)),
    ADD CONSTRAINT ck_entry_approver CHECK (approver_id IS NULL OR approver_id <> actor_id);

-- Reversals lie in the year of what they take back, corrections in a later one. A unique index of a partitioned table
-- holds within a year; across years the trigger below does.
DROP INDEX ledger.ux_entry_reverses;
CREATE UNIQUE INDEX ux_entry_reverses ON ledger.entry (dedicated_account_id, reverses_fiscal_year, reverses_number, fiscal_year)
    WHERE reverses_number IS NOT NULL;

CREATE OR REPLACE FUNCTION ledger.check_entry_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT dedicated_account_id, fiscal_year, min(number) AS first, max(number) AS last, count(*) AS entries
                     FROM inserted GROUP BY dedicated_account_id, fiscal_year) AS block
        LEFT JOIN ledger.entry_series AS series USING (dedicated_account_id, fiscal_year)
        WHERE series.last_number IS DISTINCT FROM block.last
           OR block.last - block.first + 1 <> block.entries
           OR (block.first > 1 AND NOT EXISTS (
                SELECT FROM ledger.entry AS previous
                WHERE previous.dedicated_account_id = block.dedicated_account_id
                  AND previous.fiscal_year = block.fiscal_year AND previous.number = block.first - 1))) THEN
        RAISE EXCEPTION 'Entry numbers must follow their series without a gap.' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM inserted JOIN ledger.accounting_period AS period
            ON period.dedicated_account_id = inserted.dedicated_account_id AND period.fiscal_year = inserted.fiscal_year
           AND (period.period = inserted.period OR period.period = 14)
        WHERE period.state = 2
           OR (period.state = 1 AND inserted.reverses_number IS NULL
               AND (inserted.document_kind IS DISTINCT FROM 5 OR inserted.approver_id IS NULL))) THEN
        RAISE EXCEPTION 'The period is closed.' USING ERRCODE = 'check_violation';
    END IF;
    -- Few statements take anything back; only they pay for looking.
    IF EXISTS (SELECT FROM inserted WHERE reverses_number IS NOT NULL) THEN
        IF EXISTS (
            SELECT FROM inserted JOIN ledger.entry AS other
                ON other.dedicated_account_id = inserted.dedicated_account_id AND other.reverses_fiscal_year = inserted.reverses_fiscal_year
               AND other.reverses_number = inserted.reverses_number
            WHERE (other.fiscal_year, other.number) <> (inserted.fiscal_year, inserted.number)) THEN
            RAISE EXCEPTION 'An entry is taken back once.' USING ERRCODE = 'unique_violation';
        END IF;
        IF EXISTS (
            SELECT FROM inserted LEFT JOIN ledger.entry AS original
                ON original.dedicated_account_id = inserted.dedicated_account_id AND original.fiscal_year = inserted.reverses_fiscal_year
               AND original.number = inserted.reverses_number
            LEFT JOIN ledger.accounting_period AS year_end
                ON year_end.dedicated_account_id = inserted.dedicated_account_id AND year_end.fiscal_year = inserted.reverses_fiscal_year
               AND year_end.period = 14
            WHERE inserted.reverses_number IS NOT NULL
              AND (original.number IS NULL OR original.reverses_number IS NOT NULL OR original.period = 14
                   OR (inserted.reverses_fiscal_year < inserted.fiscal_year AND year_end.state IS DISTINCT FROM 2))) THEN
            RAISE EXCEPTION 'What is taken back must be an entry, reversed in its own year or corrected after that year was closed.'
                USING ERRCODE = 'foreign_key_violation';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger.check_posting_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM inserted GROUP BY dedicated_account_id, fiscal_year, number, fund_id HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'Postings must sum to zero in every fund of an entry.' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM (SELECT dedicated_account_id, fiscal_year, number, count(*) AS lines, max(line) AS last_line,
                            min(booking_date) AS first_date, max(booking_date) AS last_date
                     FROM inserted GROUP BY dedicated_account_id, fiscal_year, number) AS lines
        LEFT JOIN ledger.entry USING (dedicated_account_id, fiscal_year, number)
        WHERE entry.posting_count IS DISTINCT FROM lines.lines OR entry.posting_count <> lines.last_line
           OR entry.booking_date <> lines.first_date OR entry.booking_date <> lines.last_date) THEN
        RAISE EXCEPTION 'Postings must be those of one entry, all in one statement.' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT dedicated_account_id, ledger_account_id, fund_id FROM inserted) AS used
        LEFT JOIN ledger.ledger_account AS account
            ON account.dedicated_account_id = used.dedicated_account_id AND account.id = used.ledger_account_id
        LEFT JOIN ledger.fund AS fund ON fund.dedicated_account_id = used.dedicated_account_id AND fund.id = used.fund_id
        WHERE account.id IS NULL OR fund.id IS NULL) THEN
        RAISE EXCEPTION 'Postings must name an existing ledger account and fund.' USING ERRCODE = 'foreign_key_violation';
    END IF;
    -- Closing entries are booked on 31 December; only statements with that date are looked at more closely.
    IF EXISTS (SELECT FROM inserted WHERE booking_date = make_date(fiscal_year, 12, 31)) THEN
        IF EXISTS (
            SELECT FROM inserted JOIN ledger.entry USING (dedicated_account_id, fiscal_year, number)
            JOIN ledger.ledger_account AS account
                ON account.dedicated_account_id = inserted.dedicated_account_id AND account.id = inserted.ledger_account_id
            WHERE entry.period = 14 AND (account.spendable OR account.type NOT IN (3, 4, 5))) THEN
            RAISE EXCEPTION 'A closing entry moves revenue, expense and net assets only.' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- Periods move one step at a time, close in order, reopen in the opposite order; a closed year stays closed.
CREATE FUNCTION ledger.check_period_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE earlier integer := 0;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        earlier := OLD.state;
        IF (NEW.dedicated_account_id, NEW.fiscal_year, NEW.period) IS DISTINCT FROM (OLD.dedicated_account_id, OLD.fiscal_year, OLD.period) THEN
            RAISE EXCEPTION 'A period keeps its number.' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF NEW.state = earlier THEN RETURN NULL; END IF;
    IF NEW.period = 14 AND (earlier <> 0 OR NEW.state <> 2) OR NEW.period < 14 AND abs(NEW.state - earlier) <> 1 OR NEW.state NOT BETWEEN 0 AND 2 THEN
        RAISE EXCEPTION 'A period moves one step at a time, and a closed year stays closed.' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.period < 14 AND EXISTS (
        SELECT FROM ledger.accounting_period AS year_end
        WHERE year_end.dedicated_account_id = NEW.dedicated_account_id AND year_end.fiscal_year = NEW.fiscal_year
          AND year_end.period = 14 AND year_end.state = 2) THEN
        RAISE EXCEPTION 'The fiscal year is closed.' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 2 AND NEW.period - 1 <> (
        SELECT count(*) FROM ledger.accounting_period AS before
        WHERE before.dedicated_account_id = NEW.dedicated_account_id AND before.fiscal_year = NEW.fiscal_year
          AND before.period < NEW.period AND before.state = 2) THEN
        RAISE EXCEPTION 'Periods close in order.' USING ERRCODE = 'check_violation';
    END IF;
    IF earlier = 2 AND EXISTS (
        SELECT FROM ledger.accounting_period AS later
        WHERE later.dedicated_account_id = NEW.dedicated_account_id AND later.fiscal_year = NEW.fiscal_year
          AND later.period > NEW.period AND later.state = 2) THEN
        RAISE EXCEPTION 'Periods reopen from the last one back.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER tr_accounting_period_moves AFTER INSERT OR UPDATE ON ledger.accounting_period
    FOR EACH ROW EXECUTE FUNCTION ledger.check_period_move();

CREATE FUNCTION ledger.keep_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger.accounting_period: % refused. Reopen the period instead.', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER tr_accounting_period_stays BEFORE DELETE ON ledger.accounting_period
    FOR EACH ROW EXECUTE FUNCTION ledger.keep_period();
CREATE TRIGGER tr_accounting_period_no_truncate BEFORE TRUNCATE ON ledger.accounting_period
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.keep_period();
