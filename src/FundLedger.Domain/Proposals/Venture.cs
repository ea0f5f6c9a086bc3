namespace FundLedger.Domain.Proposals;

/// <summary>What is funded (創生事業): a sub-project of a proposal.</summary>
public sealed class Venture
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public long? ProposalId { get; init; }

    public required string Name { get; set; }

    /// <summary>What sort of venture: revenue, service, public space, technology …</summary>
    public required string Kind { get; set; }

    public long? DistrictId { get; init; }

    /// <summary>Who runs it and is paid; null while no one is named, and fixed once somebody is.</summary>
    public long? OperatorPartyId { get; set; }
}
