-- Periods move one step at a time, close in order, reopen in the opposite order; a closed year stays closed.
CREATE OR ALTER TRIGGER ledger.tr_accounting_period_moves ON ledger.accounting_period AFTER INSERT, UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM deleted LEFT JOIN inserted ON inserted.dedicated_account_id = deleted.dedicated_account_id
            AND inserted.fiscal_year = deleted.fiscal_year AND inserted.period = deleted.period
        WHERE inserted.period IS NULL)
        THROW 50013, 'ledger.accounting_period keeps its rows. Reopen the period instead.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted LEFT JOIN deleted ON deleted.dedicated_account_id = inserted.dedicated_account_id
            AND deleted.fiscal_year = inserted.fiscal_year AND deleted.period = inserted.period
        WHERE inserted.state <> COALESCE(deleted.state, 0)
          AND ((inserted.period = 14
                AND (COALESCE(deleted.state, 0) <> 0 /* PeriodState.Open */ OR inserted.state <> 2 /* PeriodState.Closed */))
               OR (inserted.period < 14 AND ABS(inserted.state - COALESCE(deleted.state, 0)) <> 1)
               OR inserted.state NOT BETWEEN 0 /* PeriodState.Open */ AND 2 /* PeriodState.Closed */))
        THROW 50014, 'A period moves one step at a time, and a closed year stays closed.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted LEFT JOIN deleted ON deleted.dedicated_account_id = inserted.dedicated_account_id
            AND deleted.fiscal_year = inserted.fiscal_year AND deleted.period = inserted.period
        JOIN ledger.accounting_period AS year_end ON year_end.dedicated_account_id = inserted.dedicated_account_id
            AND year_end.fiscal_year = inserted.fiscal_year AND year_end.period = 14 AND year_end.state = 2 /* PeriodState.Closed */
        WHERE inserted.period < 14 AND inserted.state <> COALESCE(deleted.state, 0))
        THROW 50015, 'The fiscal year is closed.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted WHERE inserted.state = 2 /* PeriodState.Closed */ AND inserted.period - 1 <> (
            SELECT COUNT(*) FROM ledger.accounting_period AS before
            WHERE before.dedicated_account_id = inserted.dedicated_account_id AND before.fiscal_year = inserted.fiscal_year
              AND before.period < inserted.period AND before.state = 2 /* PeriodState.Closed */))
        THROW 50016, 'Periods close in order.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted JOIN deleted ON deleted.dedicated_account_id = inserted.dedicated_account_id
            AND deleted.fiscal_year = inserted.fiscal_year AND deleted.period = inserted.period
        JOIN ledger.accounting_period AS later ON later.dedicated_account_id = inserted.dedicated_account_id
            AND later.fiscal_year = inserted.fiscal_year AND later.period > inserted.period AND later.state = 2 /* PeriodState.Closed */
        WHERE deleted.state = 2 /* PeriodState.Closed */ AND inserted.state <> 2 /* PeriodState.Closed */)
        THROW 50017, 'Periods reopen from the last one back.', 1;
END;
GO
