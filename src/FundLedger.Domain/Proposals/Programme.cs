namespace FundLedger.Domain.Proposals;

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
