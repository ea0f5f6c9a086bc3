using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Data.Model;

/// <summary>One city's or the nation's account (專戶). Every other key of the ledger begins with its id.</summary>
public sealed class DedicatedAccount
{
    public long Id { get; init; }

    public required string Code { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public required string CurrencyCode { get; init; }

    public int CurrencyExponent { get; init; }

    /// <summary>The name of its log, the origin line of its checkpoints.</summary>
    public required string LogName { get; init; }

    public Currency Currency => new(CurrencyCode, CurrencyExponent);
}

/// <summary>
/// The row every write of a dedicated account locks first: it gives out leaf indexes, recording instants, document
/// numbers and lot numbers in commit order.
/// </summary>
public sealed class SeriesHead
{
    public long DedicatedAccountId { get; init; }

    /// <summary>−1 before the first leaf.</summary>
    public long LastLeafIndex { get; set; }

    public Instant LastRecordedAt { get; set; }

    public long LastId { get; set; }

    public long LastLotId { get; set; }

    /// <summary>Whether nothing has been written between the two.</summary>
    public bool IsAt(SeriesHead other) => DedicatedAccountId == other.DedicatedAccountId
        && (LastLeafIndex, LastRecordedAt, LastId, LastLotId) == (other.LastLeafIndex, other.LastRecordedAt, other.LastId, other.LastLotId);

    public SeriesHead Copy() => new()
    {
        DedicatedAccountId = DedicatedAccountId,
        LastLeafIndex = LastLeafIndex,
        LastRecordedAt = LastRecordedAt,
        LastId = LastId,
        LastLotId = LastLotId,
    };
}

/// <summary>The last voucher number given in a fiscal year.</summary>
public sealed class EntrySeries
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    public long LastNumber { get; set; }
}

public sealed class StoredLedgerAccount
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public required string Code { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public AccountType Type { get; init; }

    public bool Spendable { get; init; }

    public bool ManualPosting { get; init; }

    public LedgerAccount ToDomain() => new(Id, Code, NameZh, NameEn, Type, Spendable, ManualPosting);
}

public sealed class StoredFund
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public required string Code { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public SourceKind Source { get; init; }

    public int? ProgrammeYear { get; init; }

    public DesignationKind Designation { get; init; }

    public long? DesignationId { get; init; }

    public Fund ToDomain() => new(Id, Code, NameZh, NameEn, Source, ProgrammeYear, Designation, DesignationId);
}

/// <summary>Projection: a fund's spendable and encumbered money, minor units. Rebuilt from postings by the checks.</summary>
public sealed class FundBalance
{
    public long DedicatedAccountId { get; init; }

    public long FundId { get; init; }

    public long Spendable { get; init; }

    public long Encumbered { get; init; }
}

/// <summary>A period that is not open. A period without a row is open.</summary>
public sealed class AccountingPeriod
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    /// <summary>1–12 the months, 13 year-end adjustments, 14 closing entries; the year is closed when 14 is.</summary>
    public int Period { get; init; }

    public PeriodState State { get; set; }
}

/// <summary>An immutable voucher. Its text is in the side store; here is only the commitment to it.</summary>
public sealed class StoredEntry
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    public long Number { get; init; }

    public VoucherKind Kind { get; init; }

    public int Period { get; init; }

    public LocalDate BookingDate { get; init; }

    public LocalDate ValueDate { get; init; }

    public Instant RecordedAt { get; init; }

    public long ActorId { get; init; }

    public DocumentKind? DocumentKind { get; init; }

    public long? DocumentId { get; init; }

    /// <summary>Of the entry taken back: the same year for a reversal, an earlier one for a correction.</summary>
    public int? ReversesFiscalYear { get; init; }

    public long? ReversesNumber { get; init; }

    public long TextId { get; init; }

    public required byte[] DescriptionCommitment { get; init; }

    public int PostingCount { get; init; }

    public long LeafIndex { get; init; }

    /// <summary>The second person of a manual voucher.</summary>
    public long? ApproverId { get; init; }

    public EntryReference Reference => new(FiscalYear, Number);
}

/// <summary>One line of an entry. Amount in minor units, debit positive.</summary>
public sealed class StoredPosting
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    public long Number { get; init; }

    public int Line { get; init; }

    public LocalDate BookingDate { get; init; }

    public long LedgerAccountId { get; init; }

    public long FundId { get; init; }

    public long Amount { get; init; }

    public long? PartyId { get; init; }

    public long? VentureId { get; init; }
}

/// <summary>Projection: debits and credits of an account in a fund in a period, minor units.</summary>
public sealed class PeriodBalance
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    public int Period { get; init; }

    public long LedgerAccountId { get; init; }

    public long FundId { get; init; }

    public long Debit { get; init; }

    public long Credit { get; init; }
}

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
