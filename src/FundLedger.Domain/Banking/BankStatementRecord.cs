using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>One statement of one bank account: opening + Σ lines = closing.</summary>
public sealed class BankStatementRecord
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public long FileId { get; init; }

    public long BankAccountId { get; init; }

    /// <summary>Minor units.</summary>
    public long Opening { get; init; }

    public long Closing { get; init; }

    public LocalDate FromDate { get; init; }

    public LocalDate ToDate { get; init; }
}
