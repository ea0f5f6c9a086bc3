using NodaTime;

namespace FundLedger.Domain.People;

/// <summary>A person's role in one dedicated account, from a day until a day (inclusive; null: until further notice).</summary>
public sealed class RoleHolding
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long PersonId { get; init; }

    public required string Role { get; init; }

    /// <summary>The company whose money the person may see; only for company people.</summary>
    public long? PartyId { get; init; }

    public LocalDate ValidFrom { get; init; }

    public LocalDate? ValidTo { get; init; }
}
