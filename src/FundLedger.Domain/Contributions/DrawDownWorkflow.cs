using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>The numbers are stored.</summary>
public enum DrawDownState
{
    Draft = 1,
    Requested = 2,
    Approved = 3,
    Rejected = 4,
    Withdrawn = 5,
}

public enum DrawDownTrigger
{
    Request = 1,
    Approve = 2,
    Reject = 3,
    Withdraw = 4,
}

/// <summary>
/// The workflow of draw-downs of central allocations as data: nothing is drawn before the working meeting's approval (工作會議),
/// and whoever requests does not record the approval.
/// </summary>
public static class DrawDownWorkflow
{
    /// <summary>Days in a waiting state after which a request is late: the working meeting meets about once a month.</summary>
    public const int DaysToAct = 45;

    private static readonly Period Limit = Period.FromDays(DaysToAct);

    public static Workflow<DrawDownState, DrawDownTrigger> Table { get; } = new(
        DocumentKind.DrawDown, "draw_down",
        [
            new(DrawDownState.Draft, StateMeaning.Draft, PathOrder: 1) { TimeLimit = Limit },
            new(DrawDownState.Requested, StateMeaning.Open, PathOrder: 2) { TimeLimit = Limit },
            new(DrawDownState.Approved, StateMeaning.Completed, PathOrder: 3),
            new(DrawDownState.Rejected, StateMeaning.Stopped),
            new(DrawDownState.Withdrawn, StateMeaning.Stopped),
        ],
        [
            new(DrawDownState.Draft, DrawDownTrigger.Request, DrawDownState.Requested, Duty.DrawDownRequester),
            // The reason is the approval's reference: which meeting, which resolution.
            new(DrawDownState.Requested, DrawDownTrigger.Approve, DrawDownState.Approved, Duty.DrawDownApprover) { NeedsReason = true },
            new(DrawDownState.Requested, DrawDownTrigger.Reject, DrawDownState.Rejected, Duty.DrawDownApprover) { NeedsReason = true },
            new(DrawDownState.Requested, DrawDownTrigger.Withdraw, DrawDownState.Withdrawn, Duty.DrawDownRequester),
        ]);
}
