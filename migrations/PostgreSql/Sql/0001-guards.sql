-- Guards that hold for everyone, the owner included: append-only tables, and the sums and references of a statement.
CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger.% is append-only: % refused. Correct by a reversal.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['entry', 'posting', 'lot_use', 'request', 'log_leaf', 'audit_event',
                                'disbursement_step', 'disbursement_duty', 'statement_file'] LOOP
        EXECUTE format('CREATE TRIGGER tr_%s_append_only BEFORE UPDATE OR DELETE ON ledger.%I
            FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()', name, name);
        EXECUTE format('CREATE TRIGGER tr_%s_no_truncate BEFORE TRUNCATE ON ledger.%I
            FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', name, name);
    END LOOP;
END $$;

-- The numbers of a statement's entries follow the last one without a gap and end where the series stands.
CREATE FUNCTION ledger.check_entry_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
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
        SELECT FROM inserted JOIN ledger.accounting_period AS period USING (dedicated_account_id, fiscal_year, period)
        WHERE period.state <> 0) THEN
        RAISE EXCEPTION 'The period is closed.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER tr_entry_numbers AFTER INSERT ON ledger.entry
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_entry_numbers();

-- All postings of an entry come in one statement; they sum to zero in every fund and match the entry's count.
CREATE FUNCTION ledger.check_posting_sums() RETURNS trigger LANGUAGE plpgsql AS $$
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
    RETURN NULL;
END $$;

CREATE TRIGGER tr_posting_sums AFTER INSERT ON ledger.posting
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_posting_sums();

-- Every lot movement names an existing entry and lot, and the lot's totals are what its movements add up to.
CREATE FUNCTION ledger.check_lot_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM inserted
        LEFT JOIN ledger.entry USING (dedicated_account_id, fiscal_year, number)
        LEFT JOIN ledger.lot ON lot.dedicated_account_id = inserted.dedicated_account_id AND lot.id = inserted.lot_id
        WHERE entry.number IS NULL OR lot.id IS NULL) THEN
        RAISE EXCEPTION 'A lot movement must name an existing entry and lot.' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT dedicated_account_id, lot_id FROM inserted) AS moved
        JOIN ledger.lot ON lot.dedicated_account_id = moved.dedicated_account_id AND lot.id = moved.lot_id
        JOIN LATERAL (
            SELECT sum(movement.used) AS used, sum(movement.encumbered) AS encumbered FROM ledger.lot_use AS movement
            WHERE movement.dedicated_account_id = moved.dedicated_account_id AND movement.lot_id = moved.lot_id) AS total ON true
        WHERE (lot.used, lot.encumbered) IS DISTINCT FROM (total.used, total.encumbered)) THEN
        RAISE EXCEPTION 'A lot''s totals must be the sum of its movements.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER tr_lot_use_lots AFTER INSERT ON ledger.lot_use
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_lot_use();

-- Codes that leaves are made of cannot be renamed, and nothing that postings refer to can be removed.
CREATE FUNCTION ledger.keep_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.code <> OLD.code OR NEW.id <> OLD.id OR NEW.dedicated_account_id <> OLD.dedicated_account_id THEN
        RAISE EXCEPTION 'ledger.%: codes and ids are permanent.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tr_ledger_account_keep_code BEFORE UPDATE OR DELETE ON ledger.ledger_account
    FOR EACH ROW EXECUTE FUNCTION ledger.keep_code();
CREATE TRIGGER tr_fund_keep_code BEFORE UPDATE OR DELETE ON ledger.fund
    FOR EACH ROW EXECUTE FUNCTION ledger.keep_code();

-- Statement-level triggers of a partitioned table are not fired by statements that name one of its partitions,
-- so every partition has its own. An INSERT into the partitioned table fires only that table's trigger.
DO $$
DECLARE partition record;
BEGIN
    FOR partition IN SELECT inhrelid::regclass::text AS name, inhparent = 'ledger.entry'::regclass AS holds_entries FROM pg_inherits
                     WHERE inhparent IN ('ledger.entry'::regclass, 'ledger.posting'::regclass) LOOP
        EXECUTE format('CREATE TRIGGER tr_no_truncate BEFORE TRUNCATE ON %s
            FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', partition.name);
        EXECUTE format('CREATE TRIGGER %s AFTER INSERT ON %s REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION %s()',
            CASE WHEN partition.holds_entries THEN 'tr_entry_numbers' ELSE 'tr_posting_sums' END, partition.name,
            CASE WHEN partition.holds_entries THEN 'ledger.check_entry_numbers' ELSE 'ledger.check_posting_sums' END);
    END LOOP;
END $$;
