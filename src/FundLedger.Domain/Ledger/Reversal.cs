using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>What a reversal needs to know of the entry it takes back.</summary>
public sealed record PostedEntry(
    EntryReference Reference,
    VoucherKind Kind,
    LocalDate BookingDate,
    LocalDate ValueDate,
    DocumentReference? Document,
    EntryReference? Reverses,
    IReadOnlyList<PostingDraft> Postings,
    IReadOnlyList<LotOpening> LotsOpened,
    IReadOnlyList<LotMovement> LotMovements);

/// <summary>
/// A correction is a reversal: the original stays, the reversal inverts it line by line, once, in the same
/// fiscal year, with a reason; its value date keeps the original date.
/// </summary>
public static class Reversal
{
    /// <summary>
    /// Drafts the reversal. Refused: a reversal of a reversal (<see cref="ReversalRefusals.ReversalNotReversible"/>);
    /// everything else is refused by <see cref="EntryRules.Accept"/>, among it a contribution whose lot is in use.
    /// </summary>
    public static Result<EntryDraft> Of(PostedEntry original, LocalDate bookingDate, string reason)
    {
        ArgumentNullException.ThrowIfNull(original);
        if (original.Reverses is not null) return ReversalRefusals.ReversalNotReversible(original.Reference);

        var takenBack = original.LotsOpened.Select(lot => new LotMovement(lot.LotId, lot.Fund.Code, lot.Amount, 0));
        var givenBack = original.LotMovements.Select(move => new LotMovement(move.LotId, move.Fund, -move.Used, -move.Encumbered));
        return new EntryDraft(
            original.Kind, bookingDate, reason,
            original.Postings.Select(posting => posting with { Amount = -posting.Amount, LotId = null }).ToArray())
        {
            ValueDate = original.BookingDate,
            Document = original.Document,
            ExactLotMovements = takenBack.Concat(givenBack).ToArray(),
            Reverses = original.Reference,
        };
    }
}

public static class ReversalRefusals
{
    public static Refusal ReversalNotReversible(EntryReference entry) => new(nameof(ReversalNotReversible), entry);
}
