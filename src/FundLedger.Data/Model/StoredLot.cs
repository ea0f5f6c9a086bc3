using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Model;

/// <summary>Traceable money. Amounts in minor units; used + encumbered + remaining = amount.</summary>
public sealed class StoredLot
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public long FundId { get; init; }

    public LotKind Kind { get; init; }

    public long? DocumentId { get; init; }

    public long? ParentLotId { get; init; }

    public int FiscalYear { get; init; }

    public long Number { get; init; }

    public long Amount { get; init; }

    public long Used { get; init; }

    public long Encumbered { get; init; }

    public long Remaining { get; init; }

    /// <summary>1 while something remains, then 0; the engine computes it.</summary>
    public int IsOpen { get; private set; }
}
