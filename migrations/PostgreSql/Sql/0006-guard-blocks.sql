-- The guards of a statement look at each of its fiscal years as one block of numbers: the entries of the block are read
-- in one range of one partition, where joining row by row would ask every partition for every row. A block is compared
-- by sums and sets, not joined; what is looked up singly is looked up by its key (migration 5).
CREATE OR REPLACE FUNCTION ledger.check_entry_numbers() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE block record;
BEGIN
    FOR block IN
        SELECT dedicated_account_id AS account, fiscal_year AS year, min(number) AS first, max(number) AS last, count(*) AS entries
        FROM inserted GROUP BY dedicated_account_id, fiscal_year
    LOOP
        IF block.last - block.first + 1 <> block.entries
           OR NOT EXISTS (SELECT FROM ledger.entry_series AS series WHERE series.dedicated_account_id = block.account
                AND series.fiscal_year = block.year AND series.last_number = block.last)
           OR (block.first > 1 AND NOT EXISTS (SELECT FROM ledger.entry AS previous WHERE previous.dedicated_account_id = block.account
                AND previous.fiscal_year = block.year AND previous.number = block.first - 1)) THEN
            RAISE EXCEPTION 'Entry numbers must follow their series without a gap.' USING ERRCODE = 'check_violation';
        END IF;
        -- An ordinary entry needs an open period; a reversal or an approved voucher may still go into a soft-closed one.
        IF EXISTS (
            SELECT FROM (SELECT DISTINCT period, reverses_number IS NULL
                             AND (document_kind IS DISTINCT FROM 5 OR approver_id IS NULL) AS ordinary
                         FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year) AS kind
            JOIN ledger.accounting_period AS period
                ON period.dedicated_account_id = block.account AND period.fiscal_year = block.year
               AND (period.period = kind.period OR period.period = 14)
            WHERE period.state = 2 OR (period.state = 1 AND kind.ordinary)) THEN
            RAISE EXCEPTION 'The period is closed.' USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
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

CREATE OR REPLACE FUNCTION ledger.check_posting_sums() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE block record; unbalanced boolean; incomplete boolean;
BEGIN
    FOR block IN
        SELECT dedicated_account_id AS account, fiscal_year AS year, min(number) AS first, max(number) AS last, max(booking_date) AS latest
        FROM inserted GROUP BY dedicated_account_id, fiscal_year
    LOOP
        -- Each entry's lines beside the entry itself; entries of the range that have no lines here are not meant.
        SELECT bool_or(entry.unbalanced),
               bool_or(entry.posting_count IS DISTINCT FROM entry.lines OR entry.posting_count <> entry.last_line
                       OR entry.first_date <> entry.last_date)
        INTO unbalanced, incomplete
        FROM (
            SELECT number, bool_or(difference <> 0) AS unbalanced, sum(lines) AS lines, max(last_line) AS last_line,
                   min(first_date) AS first_date, max(last_date) AS last_date, max(posting_count) AS posting_count
            FROM (
                SELECT number, sum(amount) AS difference, count(*) AS lines, max(line) AS last_line,
                       min(booking_date) AS first_date, max(booking_date) AS last_date, NULL::integer AS posting_count
                FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year
                GROUP BY number, fund_id
                UNION ALL
                SELECT number, 0, 0, NULL, booking_date, booking_date, posting_count
                FROM ledger.entry
                WHERE dedicated_account_id = block.account AND fiscal_year = block.year AND number BETWEEN block.first AND block.last
            ) AS part
            GROUP BY number
        ) AS entry
        WHERE entry.lines > 0;
        IF unbalanced THEN
            RAISE EXCEPTION 'Postings must sum to zero in every fund of an entry.' USING ERRCODE = 'check_violation';
        END IF;
        IF incomplete THEN
            RAISE EXCEPTION 'Postings must be those of one entry, all in one statement.' USING ERRCODE = 'check_violation';
        END IF;
        -- Closing entries are booked on 31 December; only statements with that date are looked at more closely.
        IF block.latest = make_date(block.year, 12, 31) THEN
            IF EXISTS (
                SELECT FROM inserted JOIN ledger.entry USING (dedicated_account_id, fiscal_year, number)
                JOIN ledger.ledger_account AS account
                    ON account.dedicated_account_id = inserted.dedicated_account_id AND account.id = inserted.ledger_account_id
                WHERE entry.period = 14 AND (account.spendable OR account.type NOT IN (3, 4, 5))) THEN
                RAISE EXCEPTION 'A closing entry moves revenue, expense and net assets only.' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
    END LOOP;
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT dedicated_account_id, ledger_account_id, fund_id FROM inserted) AS used
        LEFT JOIN ledger.ledger_account AS account
            ON account.dedicated_account_id = used.dedicated_account_id AND account.id = used.ledger_account_id
        LEFT JOIN ledger.fund AS fund ON fund.dedicated_account_id = used.dedicated_account_id AND fund.id = used.fund_id
        WHERE account.id IS NULL OR fund.id IS NULL) THEN
        RAISE EXCEPTION 'Postings must name an existing ledger account and fund.' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger.check_lot_use() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE block record; missing boolean; different boolean;
BEGIN
    FOR block IN
        SELECT dedicated_account_id AS account, fiscal_year AS year, min(number) AS first, max(number) AS last
        FROM inserted GROUP BY dedicated_account_id, fiscal_year
    LOOP
        IF EXISTS (
            SELECT number FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year
            EXCEPT
            SELECT number FROM ledger.entry
            WHERE dedicated_account_id = block.account AND fiscal_year = block.year AND number BETWEEN block.first AND block.last) THEN
            RAISE EXCEPTION 'A lot movement must name an existing entry.' USING ERRCODE = 'foreign_key_violation';
        END IF;
    END LOOP;
    SELECT bool_or(lot.id IS NULL), bool_or((lot.used, lot.encumbered) IS DISTINCT FROM (total.used, total.encumbered))
    INTO missing, different
    FROM (SELECT DISTINCT dedicated_account_id, lot_id FROM inserted) AS moved
    LEFT JOIN ledger.lot ON lot.dedicated_account_id = moved.dedicated_account_id AND lot.id = moved.lot_id
    CROSS JOIN LATERAL (
        SELECT sum(movement.used) AS used, sum(movement.encumbered) AS encumbered FROM ledger.lot_use AS movement
        WHERE movement.dedicated_account_id = moved.dedicated_account_id AND movement.lot_id = moved.lot_id) AS total;
    IF missing THEN
        RAISE EXCEPTION 'A lot movement must name an existing lot.' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF different THEN
        RAISE EXCEPTION 'A lot''s totals must be the sum of its movements.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- A small sample, taken at once; autovacuum looks more closely later. It must show all fourteen periods: of a value it
-- does not show, the engine expects as many rows as of any other. Leaves, texts and answered requests are left out:
-- they are looked up by their keys or read through.
CREATE OR REPLACE FUNCTION ledger.refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog SET default_statistics_target = 15 AS $$
BEGIN
    ANALYZE ledger.entry, ledger.posting, ledger.lot, ledger.lot_use, ledger.period_balance, ledger.fund_balance,
        ledger.entry_series, ledger.fund, ledger.ledger_account;
END $$;
