using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Payees;

/// <summary>The numbers are stored.</summary>
public enum PayeeAccountChangeState
{
    Draft = 1,
    Submitted = 2,
    Confirmed = 3,
    Rejected = 4,
    Withdrawn = 5,
}

public enum PayeeAccountChangeTrigger
{
    Submit = 1,
    Confirm = 2,
    Reject = 3,
    Withdraw = 4,
}

/// <summary>The workflow of changes of payees' bank accounts as data: always two people.</summary>
public static class PayeeAccountChangeWorkflow
{
    /// <summary>Days in a waiting state after which a change is late.</summary>
    public const int DaysToAct = 7;

    private static readonly Period Limit = Period.FromDays(DaysToAct);

    public static Workflow<PayeeAccountChangeState, PayeeAccountChangeTrigger> Table { get; } = new(
        DocumentKind.PayeeAccountChange, "payee_account_change",
        [
            new(PayeeAccountChangeState.Draft, StateMeaning.Draft, PathOrder: 1) { TimeLimit = Limit },
            new(PayeeAccountChangeState.Submitted, StateMeaning.Open, PathOrder: 2) { TimeLimit = Limit },
            new(PayeeAccountChangeState.Confirmed, StateMeaning.Completed, PathOrder: 3),
            new(PayeeAccountChangeState.Rejected, StateMeaning.Stopped),
            new(PayeeAccountChangeState.Withdrawn, StateMeaning.Stopped),
        ],
        [
            new(PayeeAccountChangeState.Draft, PayeeAccountChangeTrigger.Submit, PayeeAccountChangeState.Submitted, Duty.PayeeEditor),
            new(PayeeAccountChangeState.Submitted, PayeeAccountChangeTrigger.Confirm, PayeeAccountChangeState.Confirmed,
                Duty.PayeeConfirmer),
            new(PayeeAccountChangeState.Submitted, PayeeAccountChangeTrigger.Reject, PayeeAccountChangeState.Rejected,
                Duty.PayeeConfirmer) { NeedsReason = true },
            new(PayeeAccountChangeState.Submitted, PayeeAccountChangeTrigger.Withdraw, PayeeAccountChangeState.Withdrawn,
                Duty.PayeeEditor),
        ]);
}
