-- The guard of lots' uses looks up one entry of each block, its last. Entry numbers begin at 1 and have no gaps
-- (check_entry_numbers), and no entry is ever deleted: where the last of a block is, the others are.
CREATE OR REPLACE FUNCTION ledger.check_lot_use() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_sort = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE block record; missing boolean; different boolean;
BEGIN
    FOR block IN
        SELECT dedicated_account_id AS account, fiscal_year AS year, min(number) AS first, max(number) AS last
        FROM inserted GROUP BY dedicated_account_id, fiscal_year
    LOOP
        IF block.first < 1 OR NOT EXISTS (
            SELECT FROM ledger.entry
            WHERE dedicated_account_id = block.account AND fiscal_year = block.year AND number = block.last) THEN
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
