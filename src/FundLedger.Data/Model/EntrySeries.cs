namespace FundLedger.Data.Model;

/// <summary>The last voucher number given in a fiscal year.</summary>
public sealed class EntrySeries
{
    public long DedicatedAccountId { get; init; }

    public int FiscalYear { get; init; }

    public long LastNumber { get; set; }
}
