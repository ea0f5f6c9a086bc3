-- Guards of entry and posting. Each goes through the rows of its statement first, once for every block (a dedicated account's
-- fiscal year) in them, and keeps what it needs as scalars and arrays; only then does it ask stored tables, with the account as
-- one scalar. No statement names both: where rows are distributed by account, a transition table is where its rows are written
-- and a stored table is asked for as a whole. A statement with rows of several accounts is checked for each of them.
--
-- A statement of few rows costs what its guards ask, not what they look at: each question is a plan to be begun and ended, and
-- one that names ledger.entry locks every partition. So what is left to be asked about a block is one question, and the entries
-- of a block are one range of one partition. What is looked up by its key stands in a subquery with a limit: whatever the
-- statistics say, no plan may read all rows of the account instead. The settings that plans are made under are in plans.sql.

-- The numbers of a statement's entries follow the last one without a gap and end where the series stands.
CREATE OR REPLACE FUNCTION ledger.check_entry_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE block record; found record; kinds record; taken record;
BEGIN
    FOR block IN
        SELECT dedicated_account_id AS account, fiscal_year AS year, min(number) AS first, max(number) AS last, count(*) AS entries,
               min(period) AS first_period, max(period) AS last_period, bool_or(reverses_number IS NOT NULL) AS takes_back,
               bool_or(document_kind = 5 /* DocumentKind.ManualVoucher */ AND approver_id IS NULL) AS by_one_person
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
        IF block.by_one_person THEN
            RAISE EXCEPTION 'An entry written by hand needs a second person.' USING ERRCODE = 'check_violation';
        END IF;
        -- An ordinary entry needs an open period; a reversal or an approved voucher may still go into a soft-closed one.
        IF found.may_be_closed THEN
            SELECT array_agg(kind.period) AS periods, array_agg(kind.ordinary) AS ordinaries
            INTO kinds
            FROM (SELECT DISTINCT period, reverses_number IS NULL
                      AND (document_kind IS DISTINCT FROM 5 /* DocumentKind.ManualVoucher */ OR approver_id IS NULL) AS ordinary
                  FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year) AS kind;
            IF EXISTS (
                SELECT FROM unnest(kinds.periods, kinds.ordinaries) AS kind (period, ordinary)
                JOIN ledger.accounting_period AS period
                    ON period.dedicated_account_id = block.account AND period.fiscal_year = block.year
                   AND (period.period = kind.period OR period.period = 14)
                WHERE period.state = 2 /* PeriodState.Closed */ OR (period.state = 1 /* PeriodState.SoftClosed */ AND kind.ordinary)) THEN
                RAISE EXCEPTION 'The period is closed.' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        -- Few statements take anything back; only they pay for looking.
        IF block.takes_back THEN
            SELECT array_agg(number) AS numbers, array_agg(reverses_fiscal_year) AS years, array_agg(reverses_number) AS originals
            INTO taken
            FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year AND reverses_number IS NOT NULL;
            IF EXISTS (
                SELECT FROM unnest(taken.numbers, taken.years, taken.originals) AS own (number, year, original)
                CROSS JOIN LATERAL (
                    SELECT FROM ledger.entry AS other
                    WHERE other.dedicated_account_id = block.account AND other.reverses_fiscal_year = own.year
                      AND other.reverses_number = own.original AND (other.fiscal_year, other.number) <> (block.year, own.number)
                    LIMIT 1) AS again) THEN
                RAISE EXCEPTION 'An entry is taken back once.' USING ERRCODE = 'unique_violation';
            END IF;
            IF EXISTS (
                SELECT FROM unnest(taken.years, taken.originals) AS own (year, number)
                LEFT JOIN LATERAL (
                    SELECT entry.period, entry.reverses_number FROM ledger.entry
                    WHERE entry.dedicated_account_id = block.account AND entry.fiscal_year = own.year AND entry.number = own.number
                    LIMIT 1) AS original ON true
                LEFT JOIN LATERAL (
                    SELECT period.state FROM ledger.accounting_period AS period
                    WHERE period.dedicated_account_id = block.account AND period.fiscal_year = own.year AND period.period = 14
                    LIMIT 1) AS year_end ON true
                WHERE original.period IS NULL OR original.reverses_number IS NOT NULL OR original.period = 14
                   OR (own.year < block.year AND year_end.state IS DISTINCT FROM 2 /* PeriodState.Closed */)) THEN
                RAISE EXCEPTION 'What is taken back must be an entry, reversed in its own year or corrected after that year was closed.'
                    USING ERRCODE = 'foreign_key_violation';
            END IF;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

-- All postings of an entry come in one statement; they sum to zero in every fund and match the entry's count and date.
CREATE OR REPLACE FUNCTION ledger.check_posting_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE block record; found record; closing bigint[]; moved bigint[];
BEGIN
    FOR block IN
        -- Thousands of lines name a handful of accounts and funds: each of these is looked up once.
        SELECT entries.*, names.ledger_accounts, names.funds
        FROM (
            SELECT account, year, min(number) AS first, max(number) AS last, max(last_date) AS latest,
                   array_agg(number) AS numbers, array_agg(lines) AS lines, array_agg(last_date) AS dates,
                   bool_or(difference <> 0) AS unbalanced, bool_or(first_fund <> last_fund) AS scattered,
                   bool_or(lines <> last_line OR first_date <> last_date) AS incomplete
            FROM (
                SELECT dedicated_account_id AS account, fiscal_year AS year, number, sum(amount) AS difference,
                       min(fund_id) AS first_fund, max(fund_id) AS last_fund, count(*)::integer AS lines, max(line) AS last_line,
                       min(booking_date) AS first_date, max(booking_date) AS last_date
                FROM inserted GROUP BY dedicated_account_id, fiscal_year, number
            ) AS entry
            GROUP BY account, year
        ) AS entries
        JOIN (
            SELECT account, year, array_agg(DISTINCT ledger_account) AS ledger_accounts, array_agg(DISTINCT fund) AS funds
            FROM (
                SELECT dedicated_account_id AS account, fiscal_year AS year, ledger_account_id AS ledger_account, fund_id AS fund
                FROM inserted GROUP BY dedicated_account_id, fiscal_year, ledger_account_id, fund_id
            ) AS pair
            GROUP BY account, year
        ) AS names USING (account, year)
    LOOP
        -- An entry whose lines all lie in one fund is in balance when they sum to zero; else each fund is summed up by itself.
        IF block.scattered AND NOT block.unbalanced THEN
            block.unbalanced := EXISTS (
                SELECT FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year
                GROUP BY number, fund_id HAVING sum(amount) <> 0);
        END IF;
        IF block.unbalanced THEN
            RAISE EXCEPTION 'Postings must sum to zero in every fund of an entry.' USING ERRCODE = 'check_violation';
        END IF;
        -- Each entry's lines beside the entry itself, grouped and not joined; entries of the range that have no lines here are
        -- not meant.
        SELECT EXISTS (
                SELECT FROM (
                    SELECT number, lines, NULL::integer AS posting_count, date
                    FROM unnest(block.numbers, block.lines, block.dates) AS own (number, lines, date)
                    UNION ALL
                    SELECT number, NULL, posting_count, booking_date FROM ledger.entry
                    WHERE dedicated_account_id = block.account AND fiscal_year = block.year AND number BETWEEN block.first AND block.last
                ) AS part
                GROUP BY number
                HAVING max(lines) > 0 AND (max(posting_count) IS DISTINCT FROM max(lines) OR min(date) <> max(date))) AS incomplete,
            EXISTS (
                SELECT FROM unnest(block.ledger_accounts) AS used (id)
                LEFT JOIN LATERAL (
                    SELECT account.id FROM ledger.ledger_account AS account
                    WHERE account.dedicated_account_id = block.account AND account.id = used.id LIMIT 1) AS known ON true
                WHERE known.id IS NULL)
            OR EXISTS (
                SELECT FROM unnest(block.funds) AS used (id)
                LEFT JOIN LATERAL (
                    SELECT fund.id FROM ledger.fund
                    WHERE fund.dedicated_account_id = block.account AND fund.id = used.id LIMIT 1) AS known ON true
                WHERE known.id IS NULL) AS name_nothing
        INTO found;
        IF block.incomplete OR found.incomplete THEN
            RAISE EXCEPTION 'Postings must be those of one entry, all in one statement.' USING ERRCODE = 'check_violation';
        END IF;
        IF found.name_nothing THEN
            RAISE EXCEPTION 'Postings must name an existing ledger account and fund.' USING ERRCODE = 'foreign_key_violation';
        END IF;
        -- Closing entries are booked on 31 December; only statements with that date are looked at more closely.
        IF block.latest = make_date(block.year, 12, 31) THEN
            SELECT array_agg(number) INTO closing FROM ledger.entry
            WHERE dedicated_account_id = block.account AND fiscal_year = block.year
              AND number BETWEEN block.first AND block.last AND period = 14;
            SELECT array_agg(DISTINCT ledger_account_id) INTO moved FROM inserted
            WHERE dedicated_account_id = block.account AND fiscal_year = block.year AND number = ANY (closing);
            IF EXISTS (
                SELECT FROM unnest(moved) AS used (id)
                CROSS JOIN LATERAL (
                    SELECT account.spendable, account.type FROM ledger.ledger_account AS account
                    WHERE account.dedicated_account_id = block.account AND account.id = used.id LIMIT 1) AS account
                WHERE account.spendable OR account.type NOT IN
                    (3 /* AccountType.NetAssets */, 4 /* AccountType.Revenue */, 5 /* AccountType.Expense */)) THEN
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

-- Statement-level triggers of a partitioned table are not fired by statements that name one of its partitions, so every
-- partition has its own; row-level ones have been passed on to it. An INSERT into the partitioned table fires only that table's.
CREATE OR REPLACE FUNCTION ledger.guard_partition(partition regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE holds_entries boolean := EXISTS (SELECT FROM pg_inherits WHERE inhrelid = partition AND inhparent = 'ledger.entry'::regclass);
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER %s AFTER INSERT ON %s
        REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION %s()',
        CASE WHEN holds_entries THEN 'tr_entry_numbers' ELSE 'tr_posting_sums' END, partition,
        CASE WHEN holds_entries THEN 'ledger.check_entry_numbers' ELSE 'ledger.check_posting_sums' END);
    EXECUTE format('CREATE OR REPLACE TRIGGER tr_no_truncate BEFORE TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', partition);
    EXECUTE format('REVOKE ALL ON %s FROM fundledger_write, fundledger_read', partition);
    EXECUTE format('GRANT INSERT ON %s TO fundledger_write', partition);
END $$;

-- Gives a fiscal year partitions of its own, before it begins; false: it has them, or has entries already. These are in the
-- default partitions and stay there, slower to write in bulk and else like all others.
CREATE OR REPLACE FUNCTION ledger.add_fiscal_year(year integer) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE whole text;
BEGIN
    IF to_regclass(format('ledger.entry_%s', year)) IS NOT NULL
       OR EXISTS (SELECT FROM ledger.entry_default WHERE fiscal_year = year) THEN
        RETURN false;
    END IF;
    FOREACH whole IN ARRAY ARRAY['ledger.entry', 'ledger.posting'] LOOP
        EXECUTE format('CREATE TABLE %s_%s PARTITION OF %1$s FOR VALUES FROM (%2$s) TO (%s)', whole, year, year + 1);
        PERFORM ledger.guard_partition(format('%s_%s', whole, year)::regclass);
    END LOOP;
    RETURN true;
END $$;

REVOKE ALL ON FUNCTION ledger.guard_partition(regclass), ledger.add_fiscal_year(integer) FROM PUBLIC;

DO $$
BEGIN
    PERFORM ledger.guard_partition(inhrelid) FROM pg_inherits
    WHERE inhparent IN ('ledger.entry'::regclass, 'ledger.posting'::regclass);
END $$;
