using NodaTime;

namespace FundLedger.Domain.Proposals;

/// <summary>A plan filed for review (事業提案).</summary>
public sealed class Proposal
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public int Number { get; init; }

    public required string Title { get; set; }

    public required string Districts { get; set; }

    public required string Proposer { get; set; }

    public required string Partner { get; set; }

    public LocalDate FiledOn { get; set; }

    public required string Source { get; set; }
}
