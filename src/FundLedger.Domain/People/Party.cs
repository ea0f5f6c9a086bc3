namespace FundLedger.Domain.People;

public enum PartyKind
{
    Company = 1,
    Ministry = 2,
    LocalGovernment = 3,
    University = 4,
    Venture = 5,
    Person = 6,
}

/// <summary>A person or organisation that money comes from or goes to.</summary>
public sealed class Party
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public PartyKind Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>統一編號: eight digits; null where there is none.</summary>
    public string? UnifiedBusinessNumber { get; init; }

    /// <summary>Invented for demonstration; shown wherever the party is shown.</summary>
    public bool Fictional { get; init; }
}
