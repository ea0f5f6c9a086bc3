using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Model;

/// <summary>One movement on a lot, caused by an entry; append-only.</summary>
public sealed class LotUse
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    public long Number { get; init; }

    public int Line { get; init; }

    public long LotId { get; init; }

    public long Used { get; init; }

    public long Encumbered { get; init; }

    public DocumentKind? DocumentKind { get; init; }

    public long? DocumentId { get; init; }
}
