using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.People;

/// <summary>The numbers are stored.</summary>
public enum AccessChangeState
{
    Draft = 1,
    Requested = 2,
    Approved = 3,
    Rejected = 4,
    Withdrawn = 5,
}

public enum AccessChangeTrigger
{
    Request = 1,
    Approve = 2,
    Reject = 3,
    Withdraw = 4,

    /// <summary>The only administrator appoints the second one, alone, for there is nobody else to ask.</summary>
    Appoint = 5,
}

/// <summary>The workflow of access changes as data: always two people, but for the appointment of the second administrator.</summary>
public static class AccessChangeWorkflow
{
    /// <summary>Days in a waiting state after which a change is late.</summary>
    public const int DaysToAct = 7;

    /// <summary>Guard of an appointment: there is no other administrator who could approve.</summary>
    public const string OnlyAdministrator = "the only administrator";

    private static readonly Period Limit = Period.FromDays(DaysToAct);

    public static Workflow<AccessChangeState, AccessChangeTrigger> Table { get; } = new(
        DocumentKind.AccessChange, "access_change",
        [
            new(AccessChangeState.Draft, StateMeaning.Draft, PathOrder: 1) { TimeLimit = Limit },
            new(AccessChangeState.Requested, StateMeaning.Open, PathOrder: 2) { TimeLimit = Limit },
            new(AccessChangeState.Approved, StateMeaning.Completed, PathOrder: 3),
            new(AccessChangeState.Rejected, StateMeaning.Stopped),
            new(AccessChangeState.Withdrawn, StateMeaning.Stopped),
        ],
        [
            new(AccessChangeState.Draft, AccessChangeTrigger.Request, AccessChangeState.Requested, Duty.AccessRequester),
            new(AccessChangeState.Draft, AccessChangeTrigger.Appoint, AccessChangeState.Approved,
                Duty.AccessRequester) { Guard = OnlyAdministrator },
            new(AccessChangeState.Requested, AccessChangeTrigger.Approve, AccessChangeState.Approved, Duty.AccessApprover),
            new(AccessChangeState.Requested, AccessChangeTrigger.Reject, AccessChangeState.Rejected,
                Duty.AccessApprover) { NeedsReason = true },
            new(AccessChangeState.Requested, AccessChangeTrigger.Withdraw, AccessChangeState.Withdrawn, Duty.AccessRequester),
        ]);
}
