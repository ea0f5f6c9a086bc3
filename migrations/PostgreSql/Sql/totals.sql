-- What a write changes of rows that are there. Each function is told the dedicated account once, as its first parameter, and
-- finds its rows or fails: a write reaches the engine in one round trip, its commit included.

-- Moves the head of an account's series on from where the write was decided. Under another transaction's lock the engine
-- waits, and compares the head again as that has left it.
CREATE OR REPLACE FUNCTION ledger.advance_head(
    account bigint, from_leaf bigint, from_instant timestamptz, from_id bigint, from_lot bigint,
    to_leaf bigint, to_instant timestamptz, to_id bigint, to_lot bigint)
    RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ledger.series_head SET last_leaf_index = to_leaf, last_recorded_at = to_instant, last_id = to_id, last_lot_id = to_lot
    WHERE dedicated_account_id = account AND last_leaf_index = from_leaf AND last_recorded_at = from_instant
      AND last_id = from_id AND last_lot_id = from_lot;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Somebody else has written meanwhile.' USING ERRCODE = 'serialization_failure';
    END IF;
END $$;

-- The rows are looked up by their keys and written by their keys: whatever the statistics say, no plan may go through all lots
-- of a dedicated account to change a handful. An UPDATE that joins the rows to the amounts leaves that choice to the engine
-- as soon as the account is one scalar; a lookup with a limit and the conflict of a key do not. What a row held when it was
-- looked up still holds when it is written, for the head of the series is locked.
CREATE OR REPLACE FUNCTION ledger.add_to_lot(account bigint, ids bigint[], uses bigint[], encumbrances bigint[], remainders bigint[])
    RETURNS void LANGUAGE plpgsql AS $$
DECLARE changed bigint;
BEGIN
    INSERT INTO ledger.lot (dedicated_account_id, id, fund_id, kind, fiscal_year, number, amount, used, encumbered, remaining)
    SELECT account, added.id, stored.fund_id, stored.kind, stored.fiscal_year, stored.number, stored.amount,
        stored.used + added.used, stored.encumbered + added.encumbered, stored.remaining + added.remaining
    FROM unnest(ids, uses, encumbrances, remainders) AS added (id, used, encumbered, remaining)
    CROSS JOIN LATERAL (
        SELECT lot.fund_id, lot.kind, lot.fiscal_year, lot.number, lot.amount, lot.used, lot.encumbered, lot.remaining FROM ledger.lot
        WHERE lot.dedicated_account_id = account AND lot.id = added.id LIMIT 1) AS stored
    ON CONFLICT (dedicated_account_id, id)
    DO UPDATE SET used = excluded.used, encumbered = excluded.encumbered, remaining = excluded.remaining;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> cardinality(ids) THEN
        RAISE EXCEPTION 'ledger.lot: % of % rows could be changed.', changed, cardinality(ids) USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION ledger.add_to_fund_balance(account bigint, funds bigint[], spendables bigint[], encumbrances bigint[])
    RETURNS void LANGUAGE plpgsql AS $$
DECLARE changed bigint;
BEGIN
    INSERT INTO ledger.fund_balance (dedicated_account_id, fund_id, spendable, encumbered)
    SELECT account, added.fund, stored.spendable + added.spendable, stored.encumbered + added.encumbered
    FROM unnest(funds, spendables, encumbrances) AS added (fund, spendable, encumbered)
    CROSS JOIN LATERAL (
        SELECT balance.spendable, balance.encumbered FROM ledger.fund_balance AS balance
        WHERE balance.dedicated_account_id = account AND balance.fund_id = added.fund LIMIT 1) AS stored
    ON CONFLICT (dedicated_account_id, fund_id)
    DO UPDATE SET spendable = excluded.spendable, encumbered = excluded.encumbered;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> cardinality(funds) THEN
        RAISE EXCEPTION 'ledger.fund_balance: % of % rows could be changed.', changed, cardinality(funds) USING ERRCODE = 'check_violation';
    END IF;
END $$;
