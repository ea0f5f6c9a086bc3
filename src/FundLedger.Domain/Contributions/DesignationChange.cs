using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>
/// A donor's consent that part of a gift serves another designation, and the entry that followed it. Append-only.
/// </summary>
public sealed class DesignationChange
{
    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    public long ContributionId { get; init; }

    /// <summary>The lot the money is taken from; a child lot opens in the other fund.</summary>
    public long LotId { get; init; }

    public long FromFundId { get; init; }

    public long ToFundId { get; init; }

    /// <summary>Minor units, positive.</summary>
    public long Amount { get; init; }

    public int EntryFiscalYear { get; init; }

    public long EntryNumber { get; init; }

    public LocalDate ConsentedOn { get; init; }

    /// <summary>The donor's letter, in words; among the erasable texts.</summary>
    public long ConsentTextId { get; init; }

    public required byte[] ConsentCommitment { get; init; }

    public long PersonId { get; init; }

    public Instant RecordedAt { get; init; }

    public long LeafIndex { get; init; }
}
