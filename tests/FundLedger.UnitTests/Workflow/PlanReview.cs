using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.UnitTests.Workflow;

internal enum ReviewState
{
    Filed = 1,
    InMeeting = 2,
    Approved = 3,
    Declined = 4,
}

internal enum ReviewTrigger
{
    Convene = 1,
    Approve = 2,
    Decline = 3,
    SendBack = 4,
}

/// <summary>A second kind of document with a workflow of its own: a plan that a meeting of four seats approves.</summary>
internal sealed class PlanReview : WorkflowDocument<ReviewState, ReviewTrigger>
{
    public const string Council = "NDC";
    public const string Ministry = "MOEA";
    public const string City = "city";
    public const string Enterprise = "enterprise";

    public static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 2, 0);

    public static readonly Quorum Meeting = new(3, [Council, Ministry, City, Enterprise], Council, City);

    public static Workflow<ReviewState, ReviewTrigger> Workflow { get; } = new(
        DocumentKind.ManualVoucher, "plan",
        [
            new(ReviewState.Filed, StateMeaning.Draft, 1),
            new(ReviewState.InMeeting, StateMeaning.Open, 2) { TimeLimit = Period.FromMonths(1) },
            new(ReviewState.Approved, StateMeaning.Completed, 3),
            new(ReviewState.Declined, StateMeaning.Stopped),
        ],
        [
            new(ReviewState.Filed, ReviewTrigger.Convene, ReviewState.InMeeting, Duty.Requester),
            new(ReviewState.InMeeting, ReviewTrigger.Approve, ReviewState.Approved, Duty.Authorizer) { Quorum = Meeting },
            new(ReviewState.InMeeting, ReviewTrigger.Decline, ReviewState.Declined, Duty.Authorizer) { NeedsReason = true },
            new(ReviewState.InMeeting, ReviewTrigger.SendBack, ReviewState.Filed, Duty.Certifier) { NeedsReason = true },
        ]);

    public override long Amount { get; init; }

    /// <summary>What the meeting decides about.</summary>
    public string Title { get; set; } = "a plan";

    protected override Workflow<ReviewState, ReviewTrigger> Table => Workflow;

    protected override ApprovalSubject Subject => new(new RecordColumn("title", Title));

    public byte[] SubjectHash(int sequence, byte[] salt) => Subject.Hash(Reference, sequence - 1, salt);

    public static Actor Person(long id) => new(id, FormattableString.Invariant($"member {id}"));

    /// <summary>In the meeting, convened by person 1.</summary>
    public static PlanReview InMeeting()
    {
        var plan = new PlanReview { DedicatedAccountId = 1, Id = 9 };
        plan.Begin(Now);
        plan.Fire(ReviewTrigger.Convene, 1).IsRefused.Should().BeFalse();
        return plan;
    }

    public Result<Step> Fire(ReviewTrigger trigger, long person, string? seat = null, string? reason = null) =>
        Take(trigger, new StepRequest(Person(person), Now, reason, null, seat));

    protected override Refusal Changed() => new("PlanChanged");
}
