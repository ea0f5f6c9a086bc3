namespace FundLedger.Domain.Proposals;

/// <summary>A township or district (鄉鎮市區) that money can be designated to.</summary>
public sealed class District
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string Code { get; init; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    /// <summary>One of the priority areas (優先推動地區).</summary>
    public bool Priority { get; set; }
}
