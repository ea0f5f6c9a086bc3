using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>What the books say of a gift that is to be refunded.</summary>
/// <param name="OriginContributionId">The contribution the lot, or the first of its parents, came from; null for other lots.</param>
/// <param name="Fund">The lot's.</param>
/// <param name="Remaining">Of the lot: neither used nor encumbered.</param>
public sealed record GiftRefundFacts(
    Contribution Contribution, long? OriginContributionId, Fund Fund, Money Remaining, LocalDate Today);

/// <summary>
/// Part of a gift that its donor asks back (退還捐贈): one person submits the donor's request, another one approves it, and only then
/// it is owed. Without interest, and never more than remains of the gift's lot.
/// </summary>
public sealed class GiftRefund : WorkflowDocument<GiftRefundState, GiftRefundTrigger>
{
    public required string PublicCode { get; init; }

    public long ContributionId { get; init; }

    /// <summary>The gift's lot, or one its money was moved into, that gives the money.</summary>
    public long LotId { get; init; }

    /// <summary>The lot's fund.</summary>
    public long FundId { get; init; }

    /// <summary>Minor units, positive.</summary>
    public override long Amount { get; init; }

    /// <summary>The date of the donor's letter.</summary>
    public LocalDate AskedOn { get; init; }

    /// <summary>The entry that the approval booked.</summary>
    public int? EntryFiscalYear { get; private set; }

    public long? EntryNumber { get; private set; }

    public EntryReference? Entry => EntryFiscalYear is { } year && EntryNumber is { } number ? new EntryReference(year, number) : null;

    protected override Workflow<GiftRefundState, GiftRefundTrigger> Table => GiftRefundWorkflow.Table;

    /// <summary>Of which gift, out of which lot and fund, how much, when the donor asked.</summary>
    protected override ApprovalSubject Subject => new(
        new("contribution_id", ContributionId), new("lot_id", LotId), new("fund_id", FundId), new("amount", Amount),
        new("asked_on", AskedOn));

    /// <summary>Begins in the officer's hands and goes to the decider at once.</summary>
    /// <param name="request">The donor's letter in words, kept among the erasable texts.</param>
    public Result<DecidedStep> Submit(Actor officer, Instant now, string request, GiftRefundFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Check(request, facts) is { } refusal) return refusal;
        Begin(now);
        return Take(GiftRefundTrigger.Submit, new StepRequest(officer, now, request)).Select(step => new DecidedStep(step, request));
    }

    /// <summary>
    /// Approves, rejects or withdraws; an approval answers with the entry: what was income is owed to the donor (2103), of a gift of an
    /// earlier fiscal year as an expense (5206). Refused by the workflow, in its order, and by what remains of the lot.
    /// </summary>
    public Result<DecidedStep> Fire(GiftRefundTrigger trigger, StepRequest request, GiftRefundFacts facts)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(facts);
        var step = Take(trigger, request);
        if (step.IsRefused) return step.Refusal;
        if (trigger != GiftRefundTrigger.Approve) return new DecidedStep(step.Value, request.Reason);
        return CheckAmount(facts) is { } refusal ? refusal : new DecidedStep(step.Value, request.Reason, Draft(facts));
    }

    /// <summary>The entry it asks for.</summary>
    public EntryDraft Draft(GiftRefundFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (gift, amount) = (facts.Contribution, new Money(Amount, facts.Remaining.Currency));
        var account = gift.EntryFiscalYear < facts.Today.Year ? ChartOfAccounts.RefundsOfPriorYearGifts : ChartOfAccounts.Donations;
        return new EntryDraft(
            VoucherKind.Transfer, facts.Today, gift.Description,
            [
                new PostingDraft(account, facts.Fund.Code, amount, gift.PayerPartyId),
                new PostingDraft(ChartOfAccounts.RefundsPayable, facts.Fund.Code, -amount, gift.PayerPartyId, LotId: LotId),
            ])
        {
            Document = Reference,
        };
    }

    /// <summary>Keeps which entry the approval booked.</summary>
    public void Booked(EntryReference entry) => (EntryFiscalYear, EntryNumber) = (entry.FiscalYear, entry.Number);

    protected override Refusal Changed() => GiftRefundRefusals.GiftRefundChanged(PublicCode);

    private Refusal? Check(string request, GiftRefundFacts facts)
    {
        var gift = facts.Contribution;
        if (gift.Kind != ContributionKind.Donation || gift.State != ContributionState.Received)
            return GiftRefundRefusals.GiftNotReceived(gift.PublicCode);
        if (facts.OriginContributionId != gift.Id) return RedesignationRefusals.LotNotOfContribution(LotId, gift.PublicCode);
        if (string.IsNullOrWhiteSpace(request)) return GiftRefundRefusals.GiftRefundNeedsRequest();
        if (request.Length > EntryRules.MaximumDescriptionLength)
            return LedgerRefusals.DescriptionTooLong(request.Length, EntryRules.MaximumDescriptionLength);
        if (!StorableText.Is(request)) return LedgerRefusals.DescriptionNotText();
        return AskedOn > facts.Today || AskedOn < gift.PledgedOn
            ? GiftRefundRefusals.GiftRefundDateNotPossible(AskedOn)
            : CheckAmount(facts);
    }

    private Refusal? CheckAmount(GiftRefundFacts facts) => Amount <= 0 || Amount > facts.Remaining.MinorUnits
        ? GiftRefundRefusals.GiftRefundAboveRemaining(new Money(Amount, facts.Remaining.Currency), facts.Remaining)
        : null;
}

/// <summary>Every way a refund of a gift is refused besides the rules of workflows and entries.</summary>
public static class GiftRefundRefusals
{
    public static Refusal GiftRefundNotFound(string code) => new(nameof(GiftRefundNotFound), code);

    public static Refusal GiftRefundChanged(string code) => new(nameof(GiftRefundChanged), code);

    public static Refusal GiftNotReceived(string contribution) => new(nameof(GiftNotReceived), contribution);

    public static Refusal GiftRefundNeedsRequest() => new(nameof(GiftRefundNeedsRequest));

    public static Refusal GiftRefundDateNotPossible(LocalDate date) => new(nameof(GiftRefundDateNotPossible), date);

    public static Refusal GiftRefundAboveRemaining(Money amount, Money remaining) =>
        new(nameof(GiftRefundAboveRemaining), amount, remaining);

    /// <param name="code">Of the refund that waits for the same gift.</param>
    public static Refusal GiftRefundPending(string code) => new(nameof(GiftRefundPending), code);
}
