using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

/// <summary>One movement of a lot as stored.</summary>
internal sealed record LotMovementRow(
    int FiscalYear, long Number, long Used, long Encumbered, DocumentKind? DocumentKind, long? DocumentId,
    LocalDate BookingDate, int? ReversesFiscalYear, long? ReversesNumber, string? Description);

internal sealed record LotRow(
    long Id, long FundId, LotKind Kind, long? DocumentId, long? ParentLotId, int FiscalYear, long Number,
    long Amount, long Used, long Encumbered, long Remaining);

/// <summary>
/// Everything one document (or one entry, where there is no document) did to a lot, net of reversals.
/// </summary>
internal sealed record LotPurpose(IReadOnlyList<LotMovementRow> Movements)
{
    public LotMovementRow First => Movements[0];

    public long Used => Movements.Sum(movement => movement.Used);

    public long Encumbered => Movements.Sum(movement => movement.Encumbered);

    public long? DisbursementId => First.DocumentKind == DocumentKind.Disbursement ? First.DocumentId : null;

    public IEnumerable<EntryReference> Entries =>
        Movements.Select(movement => new EntryReference(movement.FiscalYear, movement.Number)).Distinct();

    /// <summary>Purposes in the order they first touched the lot; a reversal belongs to what it reverses.</summary>
    public static IReadOnlyList<LotPurpose> Of(IEnumerable<LotMovementRow> movements) => movements
        .GroupBy(movement => movement.DocumentId is { } id && movement.DocumentKind is { } kind
            ? (Kind: (int)kind, Year: 0, Id: id)
            : (Kind: 0, Year: movement.ReversesFiscalYear ?? movement.FiscalYear, Id: movement.ReversesNumber ?? movement.Number))
        .Select(group => new LotPurpose(group.ToArray()))
        .ToArray();
}

/// <summary>
/// Who a shared lot belongs to, by original lot, and what each of its purposes took from whom. Exact both ways: every
/// purpose's parts sum to the purpose, every owner's parts sum to the owner's. Purposes take in order, each from what
/// the owners have left, in proportion, by largest remainder; so no owner ever gives more than is left.
/// </summary>
internal sealed class LotShares
{
    private readonly List<(LotPurpose Purpose, IReadOnlyDictionary<long, long> Used)> used = [];
    private readonly List<(LotPurpose Purpose, IReadOnlyDictionary<long, long> Encumbered)> encumbered = [];

    public LotShares(IReadOnlyDictionary<long, long> owners, IReadOnlyList<LotPurpose> purposes)
    {
        Owners = owners;
        var left = new SortedDictionary<long, long>(owners.ToDictionary());
        foreach (var purpose in purposes.Where(purpose => purpose.Used > 0)) used.Add((purpose, Take(left, purpose.Used)));
        foreach (var purpose in purposes.Where(purpose => purpose.Encumbered > 0))
            encumbered.Add((purpose, Take(left, purpose.Encumbered)));
        Left = left;
    }

    /// <summary>Original lot → its part of this lot.</summary>
    public IReadOnlyDictionary<long, long> Owners { get; }

    /// <summary>Original lot → its part of what is neither used nor encumbered.</summary>
    public IReadOnlyDictionary<long, long> Left { get; }

    public IReadOnlyDictionary<long, long> UsedBy(Func<LotPurpose, bool> purpose) =>
        used.Where(share => purpose(share.Purpose)).Select(share => share.Used).FirstOrDefault() ?? new Dictionary<long, long>();

    public IReadOnlyDictionary<long, long> EncumberedBy(Func<LotPurpose, bool> purpose) =>
        encumbered.Where(share => purpose(share.Purpose)).Select(share => share.Encumbered).FirstOrDefault()
            ?? new Dictionary<long, long>();

    /// <summary>Splits an amount in proportion, exactly.</summary>
    public static IReadOnlyDictionary<long, long> Split(long amount, IReadOnlyDictionary<long, long> weights)
    {
        var keys = weights.Keys.Order().ToArray();
        var parts = new Money(amount, Currency.Twd).Split(keys.Select(key => weights[key]).ToArray());
        return keys.Zip(parts).ToDictionary(pair => pair.First, pair => pair.Second.MinorUnits);
    }

    private static IReadOnlyDictionary<long, long> Take(SortedDictionary<long, long> left, long amount)
    {
        var parts = Split(amount, left);
        foreach (var (owner, part) in parts) left[owner] -= part;
        return parts;
    }
}
