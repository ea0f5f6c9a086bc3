using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>A file of payment orders for the bank.</summary>
public sealed class PaymentFile
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public long BankAccountId { get; init; }

    public long CreatedBy { get; init; }

    public Instant CreatedAt { get; set; }

    /// <summary>ISO 20022 pain.001 XML.</summary>
    public byte[] Content { get; set; } = [];

    public byte[] Sha256 { get; set; } = [];
}
