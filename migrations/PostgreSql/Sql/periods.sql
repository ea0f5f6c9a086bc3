-- Periods move one step at a time, close in order, reopen in the opposite order; a closed year stays closed.
CREATE OR REPLACE FUNCTION ledger.check_period_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE earlier integer := 0;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        earlier := OLD.state;
        IF (NEW.dedicated_account_id, NEW.fiscal_year, NEW.period)
           IS DISTINCT FROM (OLD.dedicated_account_id, OLD.fiscal_year, OLD.period) THEN
            RAISE EXCEPTION 'A period keeps its number.' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF NEW.state = earlier THEN RETURN NULL; END IF;
    IF NEW.period = 14 AND (earlier <> 0 /* PeriodState.Open */ OR NEW.state <> 2 /* PeriodState.Closed */)
        OR NEW.period < 14 AND abs(NEW.state - earlier) <> 1
        OR NEW.state NOT BETWEEN 0 /* PeriodState.Open */ AND 2 /* PeriodState.Closed */ THEN
        RAISE EXCEPTION 'A period moves one step at a time, and a closed year stays closed.' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.period < 14 AND EXISTS (
        SELECT FROM ledger.accounting_period AS year_end
        WHERE year_end.dedicated_account_id = NEW.dedicated_account_id AND year_end.fiscal_year = NEW.fiscal_year
          AND year_end.period = 14 AND year_end.state = 2 /* PeriodState.Closed */) THEN
        RAISE EXCEPTION 'The fiscal year is closed.' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 2 /* PeriodState.Closed */ AND NEW.period - 1 <> (
        SELECT count(*) FROM ledger.accounting_period AS before
        WHERE before.dedicated_account_id = NEW.dedicated_account_id AND before.fiscal_year = NEW.fiscal_year
          AND before.period < NEW.period AND before.state = 2 /* PeriodState.Closed */) THEN
        RAISE EXCEPTION 'Periods close in order.' USING ERRCODE = 'check_violation';
    END IF;
    IF earlier = 2 AND EXISTS (
        SELECT FROM ledger.accounting_period AS later
        WHERE later.dedicated_account_id = NEW.dedicated_account_id AND later.fiscal_year = NEW.fiscal_year
          AND later.period > NEW.period AND later.state = 2 /* PeriodState.Closed */) THEN
        RAISE EXCEPTION 'Periods reopen from the last one back.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tr_accounting_period_moves AFTER INSERT OR UPDATE ON ledger.accounting_period
    FOR EACH ROW EXECUTE FUNCTION ledger.check_period_move();

CREATE OR REPLACE FUNCTION ledger.keep_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger.accounting_period: % refused. Reopen the period instead.', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE TRIGGER tr_accounting_period_stays BEFORE DELETE ON ledger.accounting_period
    FOR EACH ROW EXECUTE FUNCTION ledger.keep_period();
CREATE OR REPLACE TRIGGER tr_accounting_period_no_truncate BEFORE TRUNCATE ON ledger.accounting_period
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.keep_period();
