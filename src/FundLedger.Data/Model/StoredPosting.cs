using NodaTime;

namespace FundLedger.Data.Model;

/// <summary>One line of an entry. Amount in minor units, debit positive.</summary>
public sealed class StoredPosting
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    public long Number { get; init; }

    public int Line { get; init; }

    public LocalDate BookingDate { get; init; }

    public long LedgerAccountId { get; init; }

    public long FundId { get; init; }

    public long Amount { get; init; }

    public long? PartyId { get; init; }

    public long? VentureId { get; init; }
}
