using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

/// <summary>
/// Where the money of one contribution is, to the last dollar, minor units. A lot that several contributions share
/// (what came back from a disbursement they paid together) shows this contribution's part beside the whole.
/// </summary>
public sealed record LotTrace(
    Currency Currency, TracedContribution Contribution, IReadOnlyList<TracedLot> Lots)
{
    /// <summary>This contribution's own lots and those they were moved into: its money before anything came back.</summary>
    public IEnumerable<TracedLot> FirstRound => Lots.SelectMany(lot => lot.SameRound);

    /// <summary>What this contribution's money was first used for; moved to another fund it is not used yet.</summary>
    public long Used => FirstRound.Sum(lot => lot.Spent);

    public long Encumbered => FirstRound.Sum(lot => lot.Encumbered);

    public long Remaining => FirstRound.Sum(lot => lot.Remaining);

    /// <summary>This contribution's part of everything that came back, second and third rounds included.</summary>
    public long Returned => Everything().SelectMany(lot => lot.Uses).SelectMany(use => use.Returns).Sum(returned => returned.Part);

    /// <summary>This contribution's part of what came back and was used again.</summary>
    public long UsedAgain => Everything().SelectMany(lot => lot.Uses).SelectMany(use => use.Returns).SelectMany(returned => returned.Lots)
        .SelectMany(lot => lot.SameRound).Sum(lot => lot.Spent);

    /// <summary>Used + encumbered + remaining = contribution, in every lot and over all of them.</summary>
    public bool Ties => Everything().All(lot => lot.Used + lot.Encumbered + lot.Remaining == lot.Part)
        && (Lots.Count == 0 || (Lots.Sum(lot => lot.Part) == Contribution.Amount && Used + Encumbered + Remaining == Contribution.Amount));

    /// <summary>Every lot of the tree.</summary>
    public IEnumerable<TracedLot> Everything() => Lots.SelectMany(Below);

    private static IEnumerable<TracedLot> Below(TracedLot lot) => lot.Uses
        .SelectMany(use => use.Children.Concat(use.Returns.SelectMany(returned => returned.Lots)))
        .SelectMany(Below)
        .Prepend(lot);
}

public sealed record TracedContribution(
    long Id, string PublicCode, ContributionKind Kind, ContributionState State, long PayerPartyId, string? PayerName, long Amount,
    string Description, LocalDate? ReceivedOn);

/// <summary>A lot. Part, used, encumbered and remaining are this contribution's; whole is the lot's amount.</summary>
public sealed record TracedLot(
    long Id, ReportFund Fund, LotKind Kind, long Whole, long Part, long Encumbered, long Remaining, IReadOnlyList<TracedUse> Uses)
{
    /// <summary>Spent or moved to another fund.</summary>
    public long Used => Uses.Sum(use => use.Used);

    public long Spent => Uses.Sum(use => use.Spent);

    /// <summary>What has not been moved to another fund.</summary>
    public long Kept => Part - Used + Spent;

    /// <summary>The lot and those it was moved into, without what came back from their uses.</summary>
    public IEnumerable<TracedLot> SameRound => Uses.SelectMany(use => use.Children).SelectMany(child => child.SameRound).Prepend(this);
}

/// <summary>What a lot was used or set aside for; net of reversals.</summary>
/// <param name="Entry">The entry that used it, or else set it aside.</param>
/// <param name="Disbursement">Null for a transfer between funds and for vouchers by hand.</param>
/// <param name="Used">This contribution's part.</param>
/// <param name="Encumbered">This contribution's part.</param>
/// <param name="Children">The lots opened in the funds it was transferred to.</param>
/// <param name="Returns">What the disbursement has brought back.</param>
public sealed record TracedUse(
    EntryReference Entry, LocalDate BookingDate, string Description, TracedDisbursement? Disbursement, long Used, long Encumbered,
    IReadOnlyList<TracedLot> Children, IReadOnlyList<TracedReturn> Returns)
{
    /// <summary>Used and not moved to another fund.</summary>
    public long Spent => Used - Children.Sum(child => child.Part);
}

public sealed record TracedDisbursement(
    long Id, string PublicCode, string Purpose, long Amount, DisbursementState State, Instrument Instrument,
    long VentureId, string? VentureCode, string? VentureName);

/// <summary>Money that came back from a disbursement: the whole and this contribution's part of it.</summary>
public sealed record TracedReturn(
    long Id, string PublicCode, LocalDate PeriodFrom, LocalDate PeriodTo, LocalDate? ReceivedOn, long Whole, long Part,
        IReadOnlyList<TracedLot> Lots);
