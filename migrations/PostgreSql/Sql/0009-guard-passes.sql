-- The guard of postings goes through a statement's lines fewer times: an entry whose lines all lie in one fund is in
-- balance when they sum to zero, and only where they lie in several is each fund summed up by itself.
CREATE OR REPLACE FUNCTION ledger.check_posting_sums() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_sort = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE block record; unbalanced boolean; scattered boolean; incomplete boolean;
BEGIN
    FOR block IN
        SELECT dedicated_account_id AS account, fiscal_year AS year, min(number) AS first, max(number) AS last, max(booking_date) AS latest
        FROM inserted GROUP BY dedicated_account_id, fiscal_year
    LOOP
        -- Each entry's lines beside the entry itself; entries of the range that have no lines here are not meant.
        SELECT bool_or(entry.difference <> 0), bool_or(entry.first_fund <> entry.last_fund),
               bool_or(entry.posting_count IS DISTINCT FROM entry.lines OR entry.posting_count <> entry.last_line
                       OR entry.first_date <> entry.last_date)
        INTO unbalanced, scattered, incomplete
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
        IF scattered AND NOT unbalanced THEN
            unbalanced := EXISTS (
                SELECT FROM inserted WHERE dedicated_account_id = block.account AND fiscal_year = block.year
                GROUP BY number, fund_id HAVING sum(amount) <> 0);
        END IF;
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
    -- Thousands of lines name a handful of accounts and funds: the lines are read once, each account and fund looked up once.
    IF EXISTS (
        WITH pair AS MATERIALIZED (SELECT DISTINCT dedicated_account_id, ledger_account_id, fund_id FROM inserted)
        SELECT FROM (SELECT DISTINCT dedicated_account_id, ledger_account_id FROM pair) AS used
        LEFT JOIN ledger.ledger_account AS account
            ON account.dedicated_account_id = used.dedicated_account_id AND account.id = used.ledger_account_id
        WHERE account.id IS NULL
        UNION ALL
        SELECT FROM (SELECT DISTINCT dedicated_account_id, fund_id FROM pair) AS used
        LEFT JOIN ledger.fund ON fund.dedicated_account_id = used.dedicated_account_id AND fund.id = used.fund_id
        WHERE fund.id IS NULL) THEN
        RAISE EXCEPTION 'Postings must name an existing ledger account and fund.' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
