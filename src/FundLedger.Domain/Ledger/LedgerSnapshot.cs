using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>A lot as the rules see it. Amounts in minor units; used + encumbered + remaining = amount.</summary>
public sealed class LotState(long id, long amount, long used, long encumbered)
{
    public long Id { get; } = id;

    public long Amount { get; } = amount;

    public long Used { get; internal set; } = used;

    public long Encumbered { get; internal set; } = encumbered;

    public long Remaining => Amount - Used - Encumbered;

    /// <summary>How much of this lot is encumbered for the document; most lots have none, and books have many lots.</summary>
    private Dictionary<DocumentReference, long>? documents;

    public long EncumberedFor(DocumentReference document) => documents?.GetValueOrDefault(document) ?? 0;

    /// <summary>What is stored: how much of this lot the document had encumbered when it was first looked at.</summary>
    public void BeginsEncumbered(DocumentReference document, long amount) => (documents ??= []).TryAdd(document, amount);

    internal void Encumber(DocumentReference document, long amount) => (documents ??= [])[document] = EncumberedFor(document) + amount;
}

/// <summary>A fund's money and the lots loaded for it, in lot-number order.</summary>
public sealed class FundState(Fund fund, long spendable, long encumbered)
{
    public Fund Fund { get; } = fund;

    public long Spendable { get; internal set; } = spendable;

    public long Encumbered { get; internal set; } = encumbered;

    public long Available => Spendable - Encumbered;

    public FundLots Lots { get; } = new();
}

/// <summary>
/// The part of the ledger that a decision may look at: loaded under the series lock, changed in memory by
/// <see cref="Apply"/> so that later decisions of the same transaction see earlier ones.
/// </summary>
public sealed class LedgerSnapshot(Currency currency, LocalDate today, IReadOnlyDictionary<string, LedgerAccount> accounts)
{
    public Currency Currency { get; } = currency;

    /// <summary>Today in the books' time zone (Asia/Taipei): no entry is dated later.</summary>
    public LocalDate Today { get; } = today;

    public IReadOnlyDictionary<string, LedgerAccount> Accounts { get; } = accounts;

    public Dictionary<string, FundState> Funds { get; } = new(StringComparer.Ordinal);

    /// <summary>Periods that are not open; a period that is not listed is open.</summary>
    public Dictionary<(int FiscalYear, int Period), PeriodState> Periods { get; } = [];

    public Dictionary<int, long> LastNumber { get; } = [];

    /// <summary>Entries that are already taken back, by a reversal or a correction.</summary>
    public HashSet<EntryReference> Reversed { get; } = [];

    /// <summary>An entry besides openings and closing entries; null when there is none. Looked up for openings only.</summary>
    public EntryReference? OrdinaryEntry { get; set; }

    /// <summary>Booking date of an opening that stands; null when there is none. Looked up for openings only.</summary>
    public LocalDate? OpenedOn { get; set; }

    public long LastLotId { get; set; }

    public bool IsClosed(int fiscalYear) => Periods.GetValueOrDefault((fiscalYear, FiscalYearPeriods.Closing)) == PeriodState.Closed;

    /// <summary>Takes an accepted entry into account.</summary>
    public void Apply(AcceptedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        LastNumber[entry.Reference.FiscalYear] = entry.Reference.Number;
        if (entry.Draft.Undoes is { } undone) Reversed.Add(undone);
        if (!entry.Draft.Opening && !entry.Draft.Closing) OrdinaryEntry ??= entry.Reference;
        foreach (var change in entry.FundChanges)
        {
            var fund = Funds[change.Fund.Code];
            fund.Spendable += change.Spendable;
            fund.Encumbered += change.Encumbered;
        }

        foreach (var opening in entry.LotsOpened)
        {
            LastLotId = Math.Max(LastLotId, opening.LotId);
            Funds[opening.Fund.Code].Lots.Add(new LotState(opening.LotId, opening.Amount, 0, 0));
        }

        foreach (var movement in entry.LotMovements)
        {
            var lot = Funds[movement.Fund].Lots.Find(movement.LotId)
                ?? throw new InvalidOperationException($"Lot {movement.LotId} is not loaded.");
            lot.Used += movement.Used;
            lot.Encumbered += movement.Encumbered;
            if (movement.Encumbered != 0 && entry.Draft.Document is { } document) lot.Encumber(document, movement.Encumbered);
        }
    }
}
