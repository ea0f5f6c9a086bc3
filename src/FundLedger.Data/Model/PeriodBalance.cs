namespace FundLedger.Data.Model;

/// <summary>Projection: debits and credits of an account in a fund in a period, minor units.</summary>
public sealed class PeriodBalance
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    public int Period { get; init; }

    public long LedgerAccountId { get; init; }

    public long FundId { get; init; }

    public long Debit { get; init; }

    public long Credit { get; init; }
}
