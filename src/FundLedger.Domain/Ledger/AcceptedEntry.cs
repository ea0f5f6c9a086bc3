namespace FundLedger.Domain.Ledger;

/// <summary>A line of an accepted entry, with the identities of its ledger account and fund.</summary>
/// <param name="Amount">Minor units of the account's currency; debit positive.</param>
public sealed record AcceptedPosting(
    int Line, LedgerAccount Account, Fund Fund, long Amount, long? PartyId, long? VentureId);

/// <summary>A lot that an accepted entry opens.</summary>
/// <param name="Amount">Minor units, positive.</param>
public sealed record LotOpening(long LotId, Fund Fund, long Amount, LotOrigin Origin, long? ParentLotId);

/// <summary>
/// An entry the rules accept, with everything it changes: postings, lots opened, lots used, fund balances.
/// Applying it to a <see cref="LedgerSnapshot"/> lets the next decision of the same write see it.
/// </summary>
public sealed record AcceptedEntry(
    EntryDraft Draft,
    EntryReference Reference,
    IReadOnlyList<AcceptedPosting> Postings,
    IReadOnlyList<LotOpening> LotsOpened,
    IReadOnlyList<LotMovement> LotMovements,
    IReadOnlyList<FundChange> FundChanges)
{
    /// <summary>Accounting period, see <see cref="EntryDraft.Period"/>.</summary>
    public int Period => Draft.Period;
}

/// <summary>How one entry moves a fund's spendable and encumbered money, in minor units.</summary>
public sealed record FundChange(Fund Fund, long Spendable, long Encumbered);
