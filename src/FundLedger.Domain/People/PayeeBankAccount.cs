using NodaTime;

namespace FundLedger.Domain.People;

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

    /// <summary>The document by which two people gave it to the payee; null for what was there before there were such.</summary>
    public long? ChangeId { get; init; }

    /// <summary>The first day on which it may be paid to; null: at once.</summary>
    public LocalDate? UsableFrom { get; init; }
}
