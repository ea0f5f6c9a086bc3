using NodaTime;

namespace FundLedger.Domain.People;

/// <summary>Somebody who signs in, or the scheduler. A person is the same in every dedicated account.</summary>
public sealed class Person
{
    public long Id { get; set; }

    /// <summary>Unique, NFC, compared byte-wise.</summary>
    public required string SignInName { get; init; }

    public required string DisplayName { get; set; }
}

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

    public LocalDate? ValidTo { get; set; }
}


public enum PartyKind
{
    Company = 1,
    Ministry = 2,
    LocalGovernment = 3,
    University = 4,
    Venture = 5,
    Person = 6,
}

/// <summary>Somebody money comes from or goes to.</summary>
public sealed class Party
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public PartyKind Kind { get; init; }

    public required string Name { get; set; }

    /// <summary>統一編號: eight digits; null where there is none.</summary>
    public string? UnifiedBusinessNumber { get; set; }

    /// <summary>Invented for demonstration; shown wherever the party is shown.</summary>
    public bool Fictional { get; init; }
}

/// <summary>Where a payee is paid. A change is a new row; the person who entered it may not take part in paying it.</summary>
public sealed class PayeeBankAccount
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long PartyId { get; init; }

    public required string BankCode { get; init; }

    public required string AccountNumber { get; init; }

    public required string Holder { get; init; }

    public long EditedBy { get; init; }

    public Instant EditedAt { get; init; }
}
