using NodaTime;

namespace FundLedger.Domain.Proposals;

/// <summary>A township or district (鄉鎮市區) that money can be designated to.</summary>
public sealed class District
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string Code { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>One of the priority areas (優先推動地區).</summary>
    public bool Priority { get; init; }
}

/// <summary>A central programme or work item (計畫、工作項目) that allocates money.</summary>
public sealed class Programme
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string Code { get; init; }

    public required string Ministry { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>Part of its cost earmarked for venture proposals, in basis points of the whole; null where nothing is stated.</summary>
    public int? ReserveBasisPoints { get; init; }

    /// <summary>The most one case may receive, in minor units; null where nothing is stated.</summary>
    public long? CaseCeiling { get; init; }

    /// <summary>Where the figures are printed.</summary>
    public required string Source { get; init; }
}

/// <summary>One version of a programme's budget for one fiscal year. A later version replaces an earlier one; both are kept.</summary>
public sealed class ProgrammeBudget
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long ProgrammeId { get; init; }

    public int FiscalYear { get; init; }

    public int Version { get; init; }

    /// <summary>Minor units of the account's currency.</summary>
    public long Amount { get; init; }

    /// <summary>暫列: adjusted on a rolling basis by the working meeting.</summary>
    public bool Provisional { get; init; }
}

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

/// <summary>What is funded (創生事業): a sub-project of a proposal.</summary>
public sealed class Venture
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public long? ProposalId { get; init; }

    public required string Name { get; init; }

    /// <summary>What sort of venture: revenue, service, public space, technology …</summary>
    public required string Kind { get; init; }

    public long? DistrictId { get; init; }

    /// <summary>Who runs it and is paid; null while nobody is named.</summary>
    public long? OperatorPartyId { get; set; }
}
