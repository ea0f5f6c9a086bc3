namespace FundLedger.Domain.Proposals;

/// <summary>A central programme or work item (計畫、工作項目) that allocates money.</summary>
public sealed class Programme
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string Code { get; init; }

    public required string Ministry { get; set; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    /// <summary>Part of its cost earmarked for venture proposals, in basis points of the whole; null where nothing is stated.</summary>
    public int? ReserveBasisPoints { get; set; }

    /// <summary>The most one case may receive, in minor units; null where nothing is stated.</summary>
    public long? CaseCeiling { get; set; }

    /// <summary>Where the figures are printed.</summary>
    public required string Source { get; set; }
}
