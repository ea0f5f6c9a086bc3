-- Guards that hold for everyone, the owner included: append-only tables, permanent codes, the totals of lots.
CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger.% is append-only: % refused. Correct by a reversal.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'entry', 'posting', 'lot_use', 'request', 'log_leaf', 'log_node', 'log_checkpoint', 'audit_event',
        'designation_change', 'workflow_step', 'workflow_duty', 'statement_file',
        'statement_original', 'manual_voucher_line', 'statement_line_part', 'draw_down_line',
        'screening_rule', 'screening_result', 'screening_finding', 'donation_line'
    ] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER tr_%s_append_only BEFORE UPDATE OR DELETE ON ledger.%I
            FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change()', name, name);
        EXECUTE format('CREATE OR REPLACE TRIGGER tr_%s_no_truncate BEFORE TRUNCATE ON ledger.%I
            FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', name, name);
    END LOOP;
END $$;

-- Every lot movement names an existing entry and lot, and the lot's totals are what its movements add up to. Of the entries
-- of a block the last is looked up: entry numbers begin at 1 and have no gaps (check_entry_numbers), and no entry is ever
-- deleted; where the last of a block is, the others are.
CREATE OR REPLACE FUNCTION ledger.check_lot_use() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE block record; found record;
BEGIN
    FOR block IN
        SELECT account, year, min(first) AS first, max(last) AS last, array_agg(lot) AS lots
        FROM (
            SELECT dedicated_account_id AS account, fiscal_year AS year, lot_id AS lot, min(number) AS first, max(number) AS last
            FROM inserted GROUP BY dedicated_account_id, fiscal_year, lot_id
        ) AS moved
        GROUP BY account, year
    LOOP
        SELECT EXISTS (SELECT FROM ledger.entry WHERE entry.dedicated_account_id = block.account
                           AND entry.fiscal_year = block.year AND entry.number = block.last) AS known,
               bool_or(lot.used IS NULL) AS missing,
               bool_or((lot.used, lot.encumbered) IS DISTINCT FROM (total.used, total.encumbered)) AS different
        INTO found
        FROM unnest(block.lots) AS moved (lot)
        LEFT JOIN LATERAL (
            SELECT lot.used, lot.encumbered FROM ledger.lot
            WHERE lot.dedicated_account_id = block.account AND lot.id = moved.lot LIMIT 1) AS lot ON true
        CROSS JOIN LATERAL (
            SELECT sum(movement.used) AS used, sum(movement.encumbered) AS encumbered FROM ledger.lot_use AS movement
            WHERE movement.dedicated_account_id = block.account AND movement.lot_id = moved.lot) AS total;
        IF block.first < 1 OR NOT found.known THEN
            RAISE EXCEPTION 'A lot movement must name an existing entry.' USING ERRCODE = 'foreign_key_violation';
        END IF;
        IF found.missing THEN
            RAISE EXCEPTION 'A lot movement must name an existing lot.' USING ERRCODE = 'foreign_key_violation';
        END IF;
        IF found.different THEN
            RAISE EXCEPTION 'A lot''s totals must be the sum of its movements.' USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tr_lot_use_lots AFTER INSERT ON ledger.lot_use
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_lot_use();

-- Codes that leaves are made of cannot be renamed, and nothing that postings refer to can be removed.
CREATE OR REPLACE FUNCTION ledger.keep_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.code <> OLD.code OR NEW.id <> OLD.id OR NEW.dedicated_account_id <> OLD.dedicated_account_id THEN
        RAISE EXCEPTION 'ledger.%: codes and ids are permanent.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER tr_ledger_account_keep_code BEFORE UPDATE OR DELETE ON ledger.ledger_account
    FOR EACH ROW EXECUTE FUNCTION ledger.keep_code();
CREATE OR REPLACE TRIGGER tr_fund_keep_code BEFORE UPDATE OR DELETE ON ledger.fund
    FOR EACH ROW EXECUTE FUNCTION ledger.keep_code();

-- Money goes to a venture's operator: one is named once.
CREATE OR REPLACE FUNCTION ledger.name_operator_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.operator_party_id IS NOT NULL AND NEW.operator_party_id IS DISTINCT FROM OLD.operator_party_id THEN
        RAISE EXCEPTION 'ledger.venture: an operator is named once.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER tr_venture_operator_once BEFORE UPDATE ON ledger.venture
    FOR EACH ROW EXECUTE FUNCTION ledger.name_operator_once();

-- A run of a job is written when it begins and once more when it ends; what it says of the past is changed by nobody.
CREATE OR REPLACE FUNCTION ledger.end_job_run_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
       OR (OLD.dedicated_account_id, OLD.id, OLD.job, OLD.scheduled_for, OLD.server, OLD.attempt, OLD.started_by, OLD.started_at)
          IS DISTINCT FROM
          (NEW.dedicated_account_id, NEW.id, NEW.job, NEW.scheduled_for, NEW.server, NEW.attempt, NEW.started_by, NEW.started_at) THEN
        RAISE EXCEPTION 'ledger.job_run: a run ends once, and nothing else of it changes.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER tr_job_run_ends_once BEFORE UPDATE ON ledger.job_run
    FOR EACH ROW EXECUTE FUNCTION ledger.end_job_run_once();
CREATE OR REPLACE TRIGGER tr_job_run_no_delete BEFORE DELETE ON ledger.job_run
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE OR REPLACE TRIGGER tr_job_run_no_truncate BEFORE TRUNCATE ON ledger.job_run
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- A receipt is voided once and for good, and nothing else of a voided one changes. What it says is not granted to anybody to change.
CREATE OR REPLACE FUNCTION ledger.void_receipt_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.voided_on IS NOT NULL OR NEW.copy_count < OLD.copy_count THEN
        RAISE EXCEPTION 'ledger.receipt: a receipt is voided once and for good.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER tr_receipt_void_once BEFORE UPDATE ON ledger.receipt
    FOR EACH ROW EXECUTE FUNCTION ledger.void_receipt_once();
CREATE OR REPLACE TRIGGER tr_receipt_no_delete BEFORE DELETE ON ledger.receipt
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE OR REPLACE TRIGGER tr_receipt_no_truncate BEFORE TRUNCATE ON ledger.receipt
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- Takes all guards off and puts them on again, within a transaction: for a migration that must change rows, and for tests that
-- damage books. Nobody but the owner may, and while they are off the tables are locked against everybody else who writes.
CREATE OR REPLACE FUNCTION ledger.set_guards(guarded boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE guarded_table regclass;
BEGIN
    FOR guarded_table IN
        SELECT DISTINCT tgrelid FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace IN ('ledger'::regnamespace, 'access'::regnamespace) AND NOT tgisinternal
    LOOP
        EXECUTE format('ALTER TABLE ONLY %s %s TRIGGER USER', guarded_table, CASE WHEN guarded THEN 'ENABLE' ELSE 'DISABLE' END);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION ledger.set_guards(boolean) FROM PUBLIC;
