using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Donations;

/// <summary>The numbers are stored.</summary>
public enum DonationState
{
    Draft = 1,

    /// <summary>Said and not screened yet: it leaves this state in the same write.</summary>
    Intended = 2,

    /// <summary>The screening, or a named decision, lets it be accepted.</summary>
    Screened = 3,

    /// <summary>Another person must decide.</summary>
    Escalated = 4,

    /// <summary>May not be accepted.</summary>
    Blocked = 5,

    /// <summary>Accepted; its instalments are expected.</summary>
    Accepted = 6,
    PartlyReceived = 7,
    Received = 8,
    Declined = 9,
    Withdrawn = 10,

    /// <summary>Part of it came, the rest was withdrawn.</summary>
    PartlyFulfilled = 11,
}

public enum DonationTrigger
{
    /// <summary>The office writes down what a donor intends.</summary>
    Record = 1,

    /// <summary>The donor company offers it by itself.</summary>
    Offer = 2,
    Pass = 3,
    Escalate = 4,
    Block = 5,

    /// <summary>The named decision that lets an escalated donation be accepted.</summary>
    Clear = 6,
    Accept = 7,
    ReceivePart = 8,
    ReceiveAll = 9,
    Decline = 10,

    /// <summary>The donor takes it back, and the office writes that down.</summary>
    Withdraw = 11,

    /// <summary>The donor company takes its own offer back.</summary>
    Retract = 12,
}

/// <summary>
/// The workflow of donations as data. What is escalated is decided by another person than the one who accepts; the screening and the
/// receipt of money are steps of the system.
/// </summary>
public static class DonationWorkflow
{
    /// <summary>Days in a waiting state after which a donation is late.</summary>
    public const int DaysToAct = 14;

    /// <summary>Name of the fact that the last screening is what the rules and lists of today come to.</summary>
    public const string ScreenedAsToday = "screened as today";

    private static readonly Period Limit = Period.FromDays(DaysToAct);

    public static Workflow<DonationState, DonationTrigger> Table { get; } = new(
        DocumentKind.Donation, "donation",
        [
            new(DonationState.Draft, StateMeaning.Draft, PathOrder: 1),
            new(DonationState.Intended, StateMeaning.Passing, PathOrder: 2),
            new(DonationState.Screened, StateMeaning.Open, PathOrder: 3) { TimeLimit = Limit },
            new(DonationState.Escalated, StateMeaning.Open) { TimeLimit = Limit },
            new(DonationState.Blocked, StateMeaning.Open) { TimeLimit = Limit },
            new(DonationState.Accepted, StateMeaning.Open, PathOrder: 4),
            new(DonationState.PartlyReceived, StateMeaning.Open, PathOrder: 5),
            new(DonationState.Received, StateMeaning.Completed, PathOrder: 6),
            new(DonationState.Declined, StateMeaning.Stopped),
            new(DonationState.Withdrawn, StateMeaning.Stopped),
            new(DonationState.PartlyFulfilled, StateMeaning.Stopped),
        ],
        [
            new(DonationState.Draft, DonationTrigger.Record, DonationState.Intended, Duty.DonationOfficer),
            new(DonationState.Draft, DonationTrigger.Offer, DonationState.Intended, Duty.Donor),
            System(DonationState.Intended, DonationTrigger.Pass, DonationState.Screened),
            System(DonationState.Intended, DonationTrigger.Escalate, DonationState.Escalated),
            System(DonationState.Intended, DonationTrigger.Block, DonationState.Blocked),
            new(DonationState.Screened, DonationTrigger.Accept, DonationState.Accepted, Duty.DonationOfficer) { Guard = ScreenedAsToday },
            System(DonationState.Screened, DonationTrigger.Escalate, DonationState.Escalated),
            System(DonationState.Screened, DonationTrigger.Block, DonationState.Blocked),
            Ends(DonationState.Screened, DonationTrigger.Decline, DonationState.Declined, Duty.DonationOfficer),
            Ends(DonationState.Screened, DonationTrigger.Withdraw, DonationState.Withdrawn, Duty.DonationOfficer),
            new(DonationState.Screened, DonationTrigger.Retract, DonationState.Withdrawn, Duty.Donor),
            new(DonationState.Escalated, DonationTrigger.Clear, DonationState.Screened, Duty.DonationDecider)
            {
                Guard = ScreenedAsToday,
                NeedsReason = true,
            },
            System(DonationState.Escalated, DonationTrigger.Pass, DonationState.Screened),
            System(DonationState.Escalated, DonationTrigger.Block, DonationState.Blocked),
            Ends(DonationState.Escalated, DonationTrigger.Decline, DonationState.Declined, Duty.DonationDecider),
            Ends(DonationState.Escalated, DonationTrigger.Withdraw, DonationState.Withdrawn, Duty.DonationOfficer),
            new(DonationState.Escalated, DonationTrigger.Retract, DonationState.Withdrawn, Duty.Donor),
            System(DonationState.Blocked, DonationTrigger.Pass, DonationState.Screened),
            System(DonationState.Blocked, DonationTrigger.Escalate, DonationState.Escalated),
            Ends(DonationState.Blocked, DonationTrigger.Decline, DonationState.Declined, Duty.DonationOfficer),
            Ends(DonationState.Blocked, DonationTrigger.Withdraw, DonationState.Withdrawn, Duty.DonationOfficer),
            new(DonationState.Blocked, DonationTrigger.Retract, DonationState.Withdrawn, Duty.Donor),
            System(DonationState.Accepted, DonationTrigger.ReceivePart, DonationState.PartlyReceived),
            System(DonationState.Accepted, DonationTrigger.ReceiveAll, DonationState.Received),
            Ends(DonationState.Accepted, DonationTrigger.Withdraw, DonationState.Withdrawn, Duty.DonationOfficer),
            System(DonationState.PartlyReceived, DonationTrigger.ReceiveAll, DonationState.Received),
            Ends(DonationState.PartlyReceived, DonationTrigger.Withdraw, DonationState.PartlyFulfilled, Duty.DonationOfficer),
        ]);

    /// <summary>Not decided yet: a screening that finds otherwise moves it.</summary>
    public static bool IsUnderReview(DonationState state) =>
        state is DonationState.Screened or DonationState.Escalated or DonationState.Blocked;

    /// <summary>The donation of which money may still come, or is being decided: it is screened again.</summary>
    public static IReadOnlyList<DonationState> Open { get; } = Table.Those(row => row.Meaning == StateMeaning.Open);

    private static Transition<DonationState, DonationTrigger> System(DonationState from, DonationTrigger trigger, DonationState to) =>
        new(from, trigger, to, null) { By = TakenBy.System };

    private static Transition<DonationState, DonationTrigger> Ends(
        DonationState from, DonationTrigger trigger, DonationState to, Duty duty) => new(from, trigger, to, duty) { NeedsReason = true };
}
