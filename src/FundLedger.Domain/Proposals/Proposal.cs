using NodaTime;

namespace FundLedger.Domain.Proposals;

/// <summary>A plan filed for review (事業提案).</summary>
public sealed class Proposal
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public int Number { get; init; }

    public required string Title { get; init; }

    public required string Districts { get; init; }

    public required string Proposer { get; init; }

    public required string Partner { get; init; }

    public LocalDate FiledOn { get; init; }

    public required string Source { get; init; }
}
