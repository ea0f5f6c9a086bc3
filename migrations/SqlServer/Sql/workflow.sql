-- Steps and duties of documents of every kind. No foreign key can name several tables, so a view says which documents
-- there are, and a trigger holds that every step and duty belongs to one of them.
CREATE OR ALTER VIEW ledger.workflow_document AS
SELECT dedicated_account_id, 2 AS document_kind, id AS document_id, state, amount FROM ledger.disbursement
UNION ALL
SELECT dedicated_account_id, 5 AS document_kind, id AS document_id, state, amount FROM ledger.manual_voucher
UNION ALL
SELECT dedicated_account_id, 15 AS document_kind, id AS document_id, state, amount FROM ledger.draw_down
UNION ALL
SELECT dedicated_account_id, 9 AS document_kind, id AS document_id, state, CAST(0 AS bigint) AS amount FROM ledger.access_change
UNION ALL
SELECT dedicated_account_id, 10 AS document_kind, id AS document_id, state, CAST(0 AS bigint) AS amount FROM ledger.payee_account_change
UNION ALL
SELECT dedicated_account_id, 11 AS document_kind, id AS document_id, state, amount FROM ledger.donation
UNION ALL
SELECT dedicated_account_id, 12 AS document_kind, id AS document_id, state, amount FROM ledger.gift_refund;
GO
CREATE OR ALTER TRIGGER ledger.tr_workflow_step_document ON ledger.workflow_step AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM inserted WHERE NOT EXISTS (
            SELECT 1 FROM ledger.workflow_document AS document
            WHERE document.dedicated_account_id = inserted.dedicated_account_id AND document.document_kind = inserted.document_kind
              AND document.document_id = inserted.document_id))
        THROW 50018, 'ledger.workflow_step: a step must belong to a document.', 1;
END;
GO
-- The foreign key to the duties does not look at a step that names none, so only the steps that the tables of Domain/Workflow
-- give to the system may name none: document kind, from-state, trigger, to-state.
CREATE OR ALTER TRIGGER ledger.tr_workflow_step_duty ON ledger.workflow_step AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM inserted WHERE inserted.duty IS NULL AND NOT EXISTS (
            SELECT 1 FROM (VALUES
                (2 /* DocumentKind.Disbursement */, 5 /* DisbursementState.Authorized */,
                 4 /* DisbursementTrigger.Encumber */, 6 /* DisbursementState.Encumbered */),
                (11 /* DocumentKind.Donation */, 2 /* DonationState.Intended */,
                 3 /* DonationTrigger.Pass */, 3 /* DonationState.Screened */),
                (11 /* DocumentKind.Donation */, 2 /* DonationState.Intended */,
                 4 /* DonationTrigger.Escalate */, 4 /* DonationState.Escalated */),
                (11 /* DocumentKind.Donation */, 2 /* DonationState.Intended */,
                 5 /* DonationTrigger.Block */, 5 /* DonationState.Blocked */),
                (11 /* DocumentKind.Donation */, 3 /* DonationState.Screened */,
                 4 /* DonationTrigger.Escalate */, 4 /* DonationState.Escalated */),
                (11 /* DocumentKind.Donation */, 3 /* DonationState.Screened */,
                 5 /* DonationTrigger.Block */, 5 /* DonationState.Blocked */),
                (11 /* DocumentKind.Donation */, 4 /* DonationState.Escalated */,
                 3 /* DonationTrigger.Pass */, 3 /* DonationState.Screened */),
                (11 /* DocumentKind.Donation */, 4 /* DonationState.Escalated */,
                 5 /* DonationTrigger.Block */, 5 /* DonationState.Blocked */),
                (11 /* DocumentKind.Donation */, 5 /* DonationState.Blocked */,
                 3 /* DonationTrigger.Pass */, 3 /* DonationState.Screened */),
                (11 /* DocumentKind.Donation */, 5 /* DonationState.Blocked */,
                 4 /* DonationTrigger.Escalate */, 4 /* DonationState.Escalated */),
                (11 /* DocumentKind.Donation */, 6 /* DonationState.Accepted */,
                 8 /* DonationTrigger.ReceivePart */, 7 /* DonationState.PartlyReceived */),
                (11 /* DocumentKind.Donation */, 6 /* DonationState.Accepted */,
                 9 /* DonationTrigger.ReceiveAll */, 8 /* DonationState.Received */),
                (11 /* DocumentKind.Donation */, 7 /* DonationState.PartlyReceived */,
                 9 /* DonationTrigger.ReceiveAll */, 8 /* DonationState.Received */))
                AS own (document_kind, from_state, [trigger], to_state)
            WHERE own.document_kind = inserted.document_kind AND own.from_state = inserted.from_state
              AND own.[trigger] = inserted.[trigger] AND own.to_state = inserted.to_state))
        THROW 50024, 'ledger.workflow_step: a step without a duty must be one of the system''s.', 1;
END;
GO
CREATE OR ALTER TRIGGER ledger.tr_workflow_duty_document ON ledger.workflow_duty AFTER INSERT AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (
        SELECT 1 FROM inserted WHERE NOT EXISTS (
            SELECT 1 FROM ledger.workflow_document AS document
            WHERE document.dedicated_account_id = inserted.dedicated_account_id AND document.document_kind = inserted.document_kind
              AND document.document_id = inserted.document_id))
        THROW 50021, 'ledger.workflow_duty: a duty must belong to a document.', 1;
END;
GO
