using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>The facts of the reversed entry that a reversal needs.</summary>
public sealed record PostedEntry(
    EntryReference Reference,
    VoucherKind Kind,
    LocalDate BookingDate,
    LocalDate ValueDate,
    DocumentReference? Document,
    EntryReference? Reverses,
    IReadOnlyList<PostingDraft> Postings,
    IReadOnlyList<LotOpening> LotsOpened,
    IReadOnlyList<LotMovement> LotMovements)
{
    /// <summary>Accounting period; its month unless said otherwise.</summary>
    public int Period { get; init; } = BookingDate.Month;

    /// <summary>What taking it back does to lots: lots it opened are used up, what it moved moves back.</summary>
    internal IReadOnlyList<LotMovement> InverseMovements() =>
    [
        .. LotsOpened.Select(lot => new LotMovement(lot.LotId, lot.Fund.Code, lot.Amount, 0)),
        .. LotMovements.Select(move => new LotMovement(move.LotId, move.Fund, -move.Used, -move.Encumbered)),
    ];

    internal Refusal? CheckTakenBack() => Reverses is not null
        ? ReversalRefusals.ReversalNotReversible(Reference)
        : Period == FiscalYearPeriods.Closing ? ReversalRefusals.ClosingNotReversible(Reference) : null;
}

/// <summary>
/// A correction is a reversal: the original stays, the reversal inverts it line by line, once, in the same
/// fiscal year, with a reason; its value date keeps the original date.
/// </summary>
public static class Reversal
{
    /// <summary>
    /// Drafts the reversal. Refused: a reversal of a reversal or a correction
    /// (<see cref="ReversalRefusals.ReversalNotReversible"/>), and of a closing entry
    /// (<see cref="ReversalRefusals.ClosingNotReversible"/>); everything else is refused by <see cref="EntryRules.Accept"/>,
    /// among it a contribution whose lot is in use.
    /// </summary>
    public static Result<EntryDraft> Of(PostedEntry original, LocalDate bookingDate, string reason, bool adjustment = false)
    {
        ArgumentNullException.ThrowIfNull(original);
        if (original.CheckTakenBack() is { } refusal) return refusal;
        return new EntryDraft(
            original.Kind, bookingDate, reason,
            original.Postings.Select(posting => posting with { Amount = -posting.Amount, LotId = null }).ToArray())
        {
            ValueDate = original.BookingDate,
            Document = original.Document,
            ExactLotMovements = original.InverseMovements(),
            Reverses = original.Reference,
            Adjustment = adjustment,
        };
    }
}

/// <summary>
/// A correction voucher (更正傳票) takes back an entry of a closed fiscal year: the inverse of each line, in a current
/// period, with revenue and expense sent to 3301, for the closed year's result stays as it was reported. Recoveries of
/// prior-year grants (4206) and refunds of prior-year gifts (5206) are events of their own and no corrections.
/// </summary>
public static class Correction
{
    /// <param name="accounts">The chart, by code: shows which accounts were closed.</param>
    public static Result<EntryDraft> Of(
        PostedEntry original, LocalDate bookingDate, string reason, IReadOnlyDictionary<string, LedgerAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(accounts);
        if (original.CheckTakenBack() is { } refusal) return refusal;
        return new EntryDraft(
            original.Kind, bookingDate, reason,
            original.Postings.Select(posting => posting with
            {
                Account = YearClosing.IsClosed(accounts[posting.Account]) ? ChartOfAccounts.PriorPeriodAdjustment : posting.Account,
                Amount = -posting.Amount,
                LotId = null,
            }).ToArray())
        {
            ValueDate = original.BookingDate,
            Document = original.Document,
            ExactLotMovements = original.InverseMovements(),
            Corrects = original.Reference,
        };
    }
}

public static class ReversalRefusals
{
    public static Refusal ClosingNotReversible(EntryReference entry) => new(nameof(ClosingNotReversible), entry);

    public static Refusal ReversalNotReversible(EntryReference entry) => new(nameof(ReversalNotReversible), entry);
}
