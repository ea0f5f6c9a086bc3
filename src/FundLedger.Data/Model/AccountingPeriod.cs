using FundLedger.Domain.Ledger;

namespace FundLedger.Data.Model;

/// <summary>A period that is not open. A period without a row is open.</summary>
public sealed class AccountingPeriod
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    /// <summary>1–12 the months, 13 year-end adjustments, 14 closing entries; the year is closed when 14 is.</summary>
    public int Period { get; init; }

    public PeriodState State { get; set; }
}
