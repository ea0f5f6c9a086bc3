using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Data.Model;

/// <summary>An immutable voucher. Its text is among the erasable texts; here is only the commitment to it.</summary>
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
