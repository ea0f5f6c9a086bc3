-- A write reaches the engine in one round trip, its commit included, so each change that must find its rows says so itself.
-- The rows are looked up by their keys: whatever the statistics say, no plan may read all lots of a dedicated account to
-- change a handful. Plans are kept while the books grow.

-- Asked for the new value where the head of a series does not stand any more as it was expected to.
CREATE OR REPLACE FUNCTION ledger.refuse_moved_head() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Somebody else has written meanwhile.' USING ERRCODE = 'serialization_failure';
END $$;

CREATE OR REPLACE FUNCTION ledger.add_to_lot(accounts bigint[], ids bigint[], uses bigint[], encumbrances bigint[], remainders bigint[])
    RETURNS void LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE changed bigint;
BEGIN
    UPDATE ledger.lot SET used = lot.used + added.used, encumbered = lot.encumbered + added.encumbered,
        remaining = lot.remaining + added.remaining
    FROM unnest(accounts, ids, uses, encumbrances, remainders) AS added (account, id, used, encumbered, remaining)
    WHERE lot.dedicated_account_id = added.account AND lot.id = added.id;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> cardinality(ids) THEN
        RAISE EXCEPTION 'ledger.lot: % of % rows could be changed.', changed, cardinality(ids) USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION ledger.add_to_fund_balance(accounts bigint[], funds bigint[], spendables bigint[], encumbrances bigint[])
    RETURNS void LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE changed bigint;
BEGIN
    UPDATE ledger.fund_balance AS balance SET spendable = balance.spendable + added.spendable,
        encumbered = balance.encumbered + added.encumbered
    FROM unnest(accounts, funds, spendables, encumbrances) AS added (account, fund, spendable, encumbered)
    WHERE balance.dedicated_account_id = added.account AND balance.fund_id = added.fund;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> cardinality(funds) THEN
        RAISE EXCEPTION 'ledger.fund_balance: % of % rows could be changed.', changed, cardinality(funds) USING ERRCODE = 'check_violation';
    END IF;
END $$;

-- The series is locked and the balances that are there have been changed, so what is there is left as it is. Seldom are any
-- missing: an upsert would look each up, lock it and log the lock, and only then change it.
CREATE OR REPLACE FUNCTION ledger.add_to_period_balance(
    accounts bigint[], years bigint[], periods bigint[], ledger_accounts bigint[], funds bigint[], debits bigint[], credits bigint[])
    RETURNS void LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE changed bigint; begun bigint;
BEGIN
    UPDATE ledger.period_balance AS balance SET debit = balance.debit + added.debit, credit = balance.credit + added.credit
    FROM unnest(accounts, years, periods, ledger_accounts, funds, debits, credits)
        AS added (account, year, period, ledger_account, fund, debit, credit)
    WHERE balance.dedicated_account_id = added.account AND balance.fiscal_year = added.year AND balance.period = added.period
      AND balance.ledger_account_id = added.ledger_account AND balance.fund_id = added.fund;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed < cardinality(funds) THEN
        INSERT INTO ledger.period_balance (dedicated_account_id, fiscal_year, period, ledger_account_id, fund_id, debit, credit)
        SELECT * FROM unnest(accounts, years, periods, ledger_accounts, funds, debits, credits)
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS begun = ROW_COUNT;
        changed := changed + begun;
    END IF;
    IF changed <> cardinality(funds) THEN
        RAISE EXCEPTION 'ledger.period_balance: % of % rows could be changed.', changed, cardinality(funds) USING ERRCODE = 'check_violation';
    END IF;
END $$;
