namespace FundLedger.Data.Model;

/// <summary>Projection: a fund's spendable and encumbered money, minor units. Rebuilt from postings by the checks.</summary>
public sealed class FundBalance
{
    public long DedicatedAccountId { get; init; }

    public long FundId { get; init; }

    public long Spendable { get; init; }

    public long Encumbered { get; init; }
}
