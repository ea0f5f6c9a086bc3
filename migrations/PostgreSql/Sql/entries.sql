-- Guards of entry and posting. A statement of few rows costs what its guards ask, not what they look at: each question is a
-- plan to be begun and ended, and one that names ledger.entry locks every partition. So a guard goes through the blocks of its
-- statement (a dedicated account's fiscal year) once, with all that the rows themselves can tell, and asks the tables what is
-- left in one question about each block: the entries of a block are one range of one partition.
--
-- A guard's plan is made when its tables are small and kept for the session. Joining by hash or reading a table through would
-- then cost more with every entry the books have; looking each row up by its key costs the same for ever. The rows of a
-- statement have no statistics, so the planner takes them for few and would sort them; thousands are grouped faster by hash.

-- The numbers of a statement's entries follow the last one without a gap and end where the series stands.
CREATE OR REPLACE FUNCTION ledger.check_entry_numbers() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_sort = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE block record; found record; takes_back boolean := false;
BEGIN
    FOR block IN
        SELECT dedicated_account_id AS account, fiscal_year AS year, min(number) AS first, max(number) AS last, count(*) AS entries,
               min(period) AS first_period, max(period) AS last_period, bool_or(reverses_number IS NOT NULL) AS takes_back
        FROM inserted GROUP BY dedicated_account_id, fiscal_year
    LOOP
        SELECT EXISTS (SELECT FROM ledger.entry_series AS series WHERE series.dedicated_account_id = block.account
                AND series.fiscal_year = block.year AND series.last_number = block.last) AS stands_at_last,
            EXISTS (SELECT FROM ledger.entry AS previous WHERE previous.dedicated_account_id = block.account
                AND previous.fiscal_year = block.year AND previous.number = block.first - 1) AS follows,
            EXISTS (SELECT FROM ledger.accounting_period AS period WHERE period.dedicated_account_id = block.account
                AND period.fiscal_year = block.year AND period.state <> 0 /* PeriodState.Open */
                AND (period.period BETWEEN block.first_period AND block.last_period OR period.period = 14)) AS may_be_closed
        INTO found;
        IF block.last - block.first + 1 <> block.entries OR NOT found.stands_at_last OR (block.first > 1 AND NOT found.follows) THEN
            RAISE EXCEPTION 'Entry numbers must follow their series without a gap.' USING ERRCODE = 'check_violation';
        END IF;
        -- An ordinary entry needs an open period; a reversal or an approved voucher may still go into a soft-closed one.
        IF found.may_be_closed THEN
            IF EXISTS (
                SELECT FROM (SELECT DISTINCT period, reverses_number IS NULL
                                 AND (document_kind IS DISTINCT FROM 5 /* DocumentKind.ManualVoucher */ OR approver_id IS NULL) AS ordinary
                             FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year) AS kind
                JOIN ledger.accounting_period AS period
                    ON period.dedicated_account_id = block.account AND period.fiscal_year = block.year
                   AND (period.period = kind.period OR period.period = 14)
                WHERE period.state = 2 /* PeriodState.Closed */ OR (period.state = 1 /* PeriodState.SoftClosed */ AND kind.ordinary)) THEN
                RAISE EXCEPTION 'The period is closed.' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        takes_back := takes_back OR block.takes_back;
    END LOOP;
    -- Few statements take anything back; only they pay for looking.
    IF takes_back THEN
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
                   OR (inserted.reverses_fiscal_year < inserted.fiscal_year AND year_end.state IS DISTINCT FROM 2 /* PeriodState.Closed */))) THEN
            RAISE EXCEPTION 'What is taken back must be an entry, reversed in its own year or corrected after that year was closed.'
                USING ERRCODE = 'foreign_key_violation';
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- All postings of an entry come in one statement; they sum to zero in every fund and match the entry's count.
CREATE OR REPLACE FUNCTION ledger.check_posting_sums() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_sort = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE block record; found record;
BEGIN
    FOR block IN
        -- Thousands of lines name a handful of accounts and funds: each of these is looked up once.
        WITH pair AS MATERIALIZED (
            SELECT dedicated_account_id, fiscal_year, ledger_account_id, fund_id,
                   min(number) AS first, max(number) AS last, max(booking_date) AS latest
            FROM inserted GROUP BY dedicated_account_id, fiscal_year, ledger_account_id, fund_id)
        SELECT dedicated_account_id AS account, fiscal_year AS year, min(first) AS first, max(last) AS last, max(latest) AS latest,
               EXISTS (SELECT FROM (SELECT DISTINCT dedicated_account_id, ledger_account_id FROM pair) AS used
                       LEFT JOIN ledger.ledger_account AS account
                           ON account.dedicated_account_id = used.dedicated_account_id AND account.id = used.ledger_account_id
                       WHERE account.id IS NULL)
               OR EXISTS (SELECT FROM (SELECT DISTINCT dedicated_account_id, fund_id FROM pair) AS used
                       LEFT JOIN ledger.fund ON fund.dedicated_account_id = used.dedicated_account_id AND fund.id = used.fund_id
                       WHERE fund.id IS NULL) AS name_nothing
        FROM pair GROUP BY dedicated_account_id, fiscal_year
    LOOP
        -- Each entry's lines beside the entry itself; entries of the range that have no lines here are not meant.
        SELECT bool_or(entry.difference <> 0) AS unbalanced, bool_or(entry.first_fund <> entry.last_fund) AS scattered,
               bool_or(entry.posting_count IS DISTINCT FROM entry.lines OR entry.posting_count <> entry.last_line
                       OR entry.first_date <> entry.last_date) AS incomplete
        INTO found
        FROM (
            SELECT number, sum(amount) AS difference, min(fund_id) AS first_fund, max(fund_id) AS last_fund,
                   count(line) AS lines, max(line) AS last_line,
                   min(booking_date) AS first_date, max(booking_date) AS last_date, max(posting_count) AS posting_count
            FROM (
                SELECT number, fund_id, amount, line, booking_date, NULL::integer AS posting_count
                FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year
                UNION ALL
                SELECT number, NULL, NULL, NULL, booking_date, posting_count
                FROM ledger.entry
                WHERE dedicated_account_id = block.account AND fiscal_year = block.year AND number BETWEEN block.first AND block.last
            ) AS part
            GROUP BY number
        ) AS entry
        WHERE entry.lines > 0;
        -- An entry whose lines all lie in one fund is in balance when they sum to zero; else each fund is summed up by itself.
        IF found.scattered AND NOT found.unbalanced THEN
            found.unbalanced := EXISTS (
                SELECT FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year
                GROUP BY number, fund_id HAVING sum(amount) <> 0);
        END IF;
        IF found.unbalanced THEN
            RAISE EXCEPTION 'Postings must sum to zero in every fund of an entry.' USING ERRCODE = 'check_violation';
        END IF;
        IF found.incomplete THEN
            RAISE EXCEPTION 'Postings must be those of one entry, all in one statement.' USING ERRCODE = 'check_violation';
        END IF;
        IF block.name_nothing THEN
            RAISE EXCEPTION 'Postings must name an existing ledger account and fund.' USING ERRCODE = 'foreign_key_violation';
        END IF;
        -- Closing entries are booked on 31 December; only statements with that date are looked at more closely.
        IF block.latest = make_date(block.year, 12, 31) THEN
            IF EXISTS (
                SELECT FROM inserted JOIN ledger.entry USING (dedicated_account_id, fiscal_year, number)
                JOIN ledger.ledger_account AS account
                    ON account.dedicated_account_id = inserted.dedicated_account_id AND account.id = inserted.ledger_account_id
                WHERE entry.period = 14 AND (account.spendable
                    OR account.type NOT IN (3 /* AccountType.NetAssets */, 4 /* AccountType.Revenue */, 5 /* AccountType.Expense */))) THEN
                RAISE EXCEPTION 'A closing entry moves revenue, expense and net assets only.' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tr_entry_numbers AFTER INSERT ON ledger.entry
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_entry_numbers();
CREATE OR REPLACE TRIGGER tr_posting_sums AFTER INSERT ON ledger.posting
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_posting_sums();

-- Statement-level triggers of a partitioned table are not fired by statements that name one of its partitions,
-- so every partition has its own. An INSERT into the partitioned table fires only that table's trigger.
DO $$
DECLARE partition record;
BEGIN
    FOR partition IN SELECT inhrelid::regclass::text AS name, inhparent = 'ledger.entry'::regclass AS holds_entries FROM pg_inherits
                     WHERE inhparent IN ('ledger.entry'::regclass, 'ledger.posting'::regclass) LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER %s AFTER INSERT ON %s
            REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION %s()',
            CASE WHEN partition.holds_entries THEN 'tr_entry_numbers' ELSE 'tr_posting_sums' END, partition.name,
            CASE WHEN partition.holds_entries THEN 'ledger.check_entry_numbers' ELSE 'ledger.check_posting_sums' END);
    END LOOP;
END $$;
