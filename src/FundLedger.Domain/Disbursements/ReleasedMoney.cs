using FundLedger.Domain.Ledger;

namespace FundLedger.Domain.Disbursements;

/// <summary>What a disbursement has taken of one lot and not given back.</summary>
/// <param name="Amount">Minor units, positive.</param>
public sealed record LotTaking(long LotId, long Amount);

/// <summary>What a release took, less what has been given back since.</summary>
/// <param name="FiscalYear">In which the release was booked.</param>
/// <param name="Lots">In the order in which they were taken.</param>
public sealed record ReleasedMoney(int FiscalYear, IReadOnlyList<LotTaking> Lots)
{
    /// <summary>The lots get money back, the one taken last first: what was taken first stays spent longest.</summary>
    /// <param name="amount">Minor units, positive, at most what the lots still miss.</param>
    public IReadOnlyList<LotMovement> GiveBack(long amount, string fund)
    {
        var movements = new List<LotMovement>();
        foreach (var lot in Lots.Reverse())
        {
            if (amount == 0) break;
            var part = Math.Min(amount, lot.Amount);
            movements.Add(new LotMovement(lot.LotId, fund, -part, 0));
            amount -= part;
        }

        return amount == 0 ? movements : throw new InvalidOperationException("More is given back than was taken.");
    }
}
