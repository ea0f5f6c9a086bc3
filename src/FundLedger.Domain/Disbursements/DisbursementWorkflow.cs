using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Disbursements;

/// <summary>The numbers are stored; those left out belong to no state.</summary>
public enum DisbursementState
{
    Draft = 1,
    Submitted = 2,
    Certified = 3,
    Authorized = 5,
    Encumbered = 6,
    Released = 7,
    Paid = 8,

    /// <summary>The bank could not pay and gave the money back.</summary>
    PaymentReturned = 9,
    Returned = 11,
    Rejected = 12,
    Cancelled = 13,
}

public enum DisbursementTrigger
{
    Submit = 1,
    Certify = 2,
    Authorize = 3,
    Encumber = 4,
    Release = 5,
    ConfirmPayment = 6,
    Return = 7,
    Reject = 8,
    Cancel = 9,
    ReturnPayment = 10,
    PayAgain = 11,
}

/// <summary>The workflow of disbursements as data.</summary>
public static class DisbursementWorkflow
{
    /// <summary>Guard of the release: no one has changed the payee's bank account since the request.</summary>
    public const string PayeeAccountUnchanged = "payee's account unchanged";

    /// <summary>Guard of a payment that the bank gives back: the payee has not paid back any of it.</summary>
    public const string NothingRefunded = "nothing refunded";

    /// <summary>Days in a waiting state after which a case is late.</summary>
    public const int DaysToAct = 7;

    private static readonly Period Limit = Period.FromDays(DaysToAct);

    public static Workflow<DisbursementState, DisbursementTrigger> Table { get; } = new(
        DocumentKind.Disbursement, "disbursement",
        [
            new(DisbursementState.Draft, StateMeaning.Draft, PathOrder: 1) { TimeLimit = Limit },
            new(DisbursementState.Returned, StateMeaning.SentBack) { TimeLimit = Limit },
            new(DisbursementState.Submitted, StateMeaning.Open, PathOrder: 2) { Money = MoneyStage.Requested, TimeLimit = Limit },
            new(DisbursementState.Certified, StateMeaning.Open, PathOrder: 3) { Money = MoneyStage.Requested, TimeLimit = Limit },
            new(DisbursementState.Authorized, StateMeaning.Passing, PathOrder: 4),
            new(DisbursementState.Encumbered, StateMeaning.Open, PathOrder: 5) { Money = MoneyStage.SetAside, TimeLimit = Limit },
            new(DisbursementState.Released, StateMeaning.Open, PathOrder: 6) { Money = MoneyStage.Released, TimeLimit = Limit },
            new(DisbursementState.Paid, StateMeaning.Completed, PathOrder: 7) { Money = MoneyStage.Paid },
            new(DisbursementState.PaymentReturned, StateMeaning.Open) { Money = MoneyStage.Released, TimeLimit = Limit },
            new(DisbursementState.Rejected, StateMeaning.Stopped),
            new(DisbursementState.Cancelled, StateMeaning.Stopped),
        ],
        [
            new(DisbursementState.Draft, DisbursementTrigger.Submit, DisbursementState.Submitted, Duty.Requester),
            new(DisbursementState.Returned, DisbursementTrigger.Submit, DisbursementState.Submitted, Duty.Requester),
            new(DisbursementState.Submitted, DisbursementTrigger.Certify, DisbursementState.Certified, Duty.Certifier),
            new(DisbursementState.Certified, DisbursementTrigger.Authorize, DisbursementState.Authorized, Duty.Authorizer),
            new(DisbursementState.Authorized, DisbursementTrigger.Encumber, DisbursementState.Encumbered, null) { By = TakenBy.System },
            new(DisbursementState.Encumbered, DisbursementTrigger.Release, DisbursementState.Released,
                Duty.Payer) { Guard = PayeeAccountUnchanged },
            new(DisbursementState.Released, DisbursementTrigger.ConfirmPayment, DisbursementState.Paid,
                Duty.Reconciler) { By = TakenBy.BankLine },
            new(DisbursementState.Paid, DisbursementTrigger.ReturnPayment, DisbursementState.PaymentReturned,
                Duty.Reconciler) { By = TakenBy.BankLine, Guard = NothingRefunded },
            // The same account may be paid again once somebody has asked the payee; another account needs a case of its own.
            new(DisbursementState.PaymentReturned, DisbursementTrigger.PayAgain, DisbursementState.Released,
                Duty.Payer) { Guard = PayeeAccountUnchanged, NeedsReason = true },
            new(DisbursementState.Submitted, DisbursementTrigger.Return, DisbursementState.Returned, Duty.Certifier) { NeedsReason = true },
            new(DisbursementState.Certified, DisbursementTrigger.Return, DisbursementState.Returned,
                Duty.Authorizer) { NeedsReason = true },
            new(DisbursementState.Submitted, DisbursementTrigger.Reject, DisbursementState.Rejected, Duty.Certifier) { NeedsReason = true },
            new(DisbursementState.Certified, DisbursementTrigger.Reject, DisbursementState.Rejected,
                Duty.Authorizer) { NeedsReason = true },
            new(DisbursementState.Draft, DisbursementTrigger.Cancel, DisbursementState.Cancelled, Duty.Requester),
            new(DisbursementState.Returned, DisbursementTrigger.Cancel, DisbursementState.Cancelled, Duty.Requester),
            new(DisbursementState.Submitted, DisbursementTrigger.Cancel, DisbursementState.Cancelled,
                Duty.Requester) { NeedsReason = true },
            new(DisbursementState.Certified, DisbursementTrigger.Cancel, DisbursementState.Cancelled,
                Duty.Requester) { NeedsReason = true },
            new(DisbursementState.Encumbered, DisbursementTrigger.Cancel, DisbursementState.Cancelled,
                Duty.Authorizer) { NeedsReason = true },
            new(DisbursementState.PaymentReturned, DisbursementTrigger.Cancel, DisbursementState.Cancelled,
                Duty.Authorizer) { NeedsReason = true },
        ]);

    /// <summary>
    /// Whose turn a case is; null where no one has to act. Released money is first the payer's, who writes the payment
    /// file, then the reconciler's, who has the bank's line; when it came back it is the payer's again.
    /// </summary>
    /// <param name="sent">Whether the case is in a payment file that the bank has not given back.</param>
    public static Duty? WaitsFor(DisbursementState state, bool sent) =>
        Table.Row(state).Money == MoneyStage.Released && !sent ? Duty.Payer : Table.WaitsFor(state);
}
