using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>
/// A request to draw money of a central programme's budget (補助款動支申請). One person requests it, another one records the working
/// meeting's approval; only then a contribution is expected and the receivable is booked.
/// </summary>
public sealed class DrawDown : WorkflowDocument<DrawDownState, DrawDownTrigger>
{
    public required string PublicCode { get; init; }

    /// <summary>The agency that pays.</summary>
    public long PayerPartyId { get; init; }

    /// <summary>Minor units, positive.</summary>
    public override long Amount { get; init; }

    /// <summary>What the money is drawn for.</summary>
    public required string Description { get; init; }

    public LocalDate RequestedOn { get; init; }

    public long RequestedBy { get; init; }

    /// <summary>The working meeting and its resolution; null before the approval.</summary>
    public string? ApprovalReference { get; private set; }

    /// <summary>The contribution that the approval made; null before it.</summary>
    public long? ContributionId { get; private set; }

    /// <summary>In the order of their numbers, from 1; they sum to the amount.</summary>
    public IList<DrawDownShare> Shares { get; init; } = [];

    protected override Workflow<DrawDownState, DrawDownTrigger> Table => DrawDownWorkflow.Table;

    /// <summary>From whom, how much, for which funds and what, by whom.</summary>
    protected override ApprovalSubject Subject => new(
    [
        new("payer_party_id", PayerPartyId), new("amount", Amount), new("description", Description),
        new("requested_on", RequestedOn), new("requested_by", RequestedBy), .. Shares.OrderBy(share => share.Line)
            .SelectMany(share => share.Columns),
    ]);

    /// <summary>Begins in the requester's hands and goes to the approver at once.</summary>
    public Result<DecidedStep> Request(Actor requester, Instant now)
    {
        Begin(now);
        return Take(DrawDownTrigger.Request, new StepRequest(requester, now)).Select(step => new DecidedStep(step));
    }

    /// <summary>
    /// Records the approval, whose reference is the step's reason, rejects or withdraws. Refused by the workflow, in its order, and
    /// a reference longer than <see cref="ContributionRules.MaximumTextLength"/>.
    /// </summary>
    public Result<DecidedStep> Fire(DrawDownTrigger trigger, StepRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (trigger == DrawDownTrigger.Approve && DrawDownRules.CheckReference(request.Reason) is { } refusal) return refusal;
        var step = Take(trigger, request);
        if (step.IsRefused) return step.Refusal;
        if (trigger == DrawDownTrigger.Approve) ApprovalReference = request.Reason!.Trim();
        return new DecidedStep(step.Value, request.Reason);
    }

    /// <summary>Keeps which contribution the approval made; asking before it is a bug.</summary>
    public void Expect(long contribution)
    {
        if (State != DrawDownState.Approved) throw new InvalidOperationException($"{Reference} is not approved.");
        ContributionId = contribution;
    }

    protected override Refusal Changed() => DrawDownRefusals.DrawDownChanged(PublicCode);
}

/// <summary>What a draw-down asks for one fund; written once.</summary>
public sealed class DrawDownShare
{
    public long DedicatedAccountId { get; init; }

    public long DrawDownId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Line { get; init; }

    /// <summary>Code of the fund.</summary>
    public required string Fund { get; init; }

    /// <summary>Minor units, positive.</summary>
    public long Amount { get; init; }

    /// <summary>What people decide about of it.</summary>
    internal IEnumerable<RecordColumn> Columns => new RecordColumn[] { new("fund", Fund), new("amount", Amount) }
        .Select(column => column with { Name = string.Create(CultureInfo.InvariantCulture, $"{Line}.{column.Name}") });
}

/// <summary>Every way a draw-down is refused beside what the workflow, the funds and the budgets refuse.</summary>
public static class DrawDownRefusals
{
    /// <summary>An allocation is requested, not booked.</summary>
    public static Refusal AllocationNeedsDrawDown() => new(nameof(AllocationNeedsDrawDown));

    public static Refusal DrawDownNotFound(string code) => new(nameof(DrawDownNotFound), code);

    public static Refusal DrawDownChanged(string code) => new(nameof(DrawDownChanged), code);
}
