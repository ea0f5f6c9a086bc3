using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>The numbers are stored.</summary>
public enum GiftRefundState
{
    Draft = 1,
    Submitted = 2,
    Booked = 3,
    Rejected = 4,
    Withdrawn = 5,
}

public enum GiftRefundTrigger
{
    Submit = 1,
    Approve = 2,
    Reject = 3,
    Withdraw = 4,
}

/// <summary>The workflow of refunds of gifts as data: always two people, at any amount.</summary>
public static class GiftRefundWorkflow
{
    /// <summary>Days in a waiting state after which a refund is late.</summary>
    public const int DaysToAct = 7;

    private static readonly Period Limit = Period.FromDays(DaysToAct);

    public static Workflow<GiftRefundState, GiftRefundTrigger> Table { get; } = new(
        DocumentKind.GiftRefund, "gift_refund",
        [
            new(GiftRefundState.Draft, StateMeaning.Draft, PathOrder: 1) { TimeLimit = Limit },
            new(GiftRefundState.Submitted, StateMeaning.Open, PathOrder: 2) { TimeLimit = Limit },
            new(GiftRefundState.Booked, StateMeaning.Completed, PathOrder: 3),
            new(GiftRefundState.Rejected, StateMeaning.Stopped),
            new(GiftRefundState.Withdrawn, StateMeaning.Stopped),
        ],
        [
            new(GiftRefundState.Draft, GiftRefundTrigger.Submit, GiftRefundState.Submitted, Duty.DonationOfficer) { NeedsReason = true },
            new(GiftRefundState.Submitted, GiftRefundTrigger.Approve, GiftRefundState.Booked, Duty.DonationDecider),
            new(GiftRefundState.Submitted, GiftRefundTrigger.Reject, GiftRefundState.Rejected, Duty.DonationDecider)
            {
                NeedsReason = true,
            },
            new(GiftRefundState.Submitted, GiftRefundTrigger.Withdraw, GiftRefundState.Withdrawn, Duty.DonationOfficer),
        ]);
}
