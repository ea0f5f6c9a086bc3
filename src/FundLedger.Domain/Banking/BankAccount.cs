using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Banking;

/// <summary>A bank account of the dedicated account; it has a ledger account of its own (1101.nn) that all funds share.</summary>
public sealed class BankAccount
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    /// <summary>Short name used on the command line, e.g. <c>MAIN</c>.</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }

    public required string BankCode { get; init; }

    public required string AccountNumber { get; init; }

    public required string LedgerAccount { get; init; }
}
