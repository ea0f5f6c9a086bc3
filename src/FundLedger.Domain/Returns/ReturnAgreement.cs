using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Returns;

public enum ReturnKind
{
    None = 0,
    Reward = 1,
    Loan = 2,
    IncomeShare = 3,
    Equity = 4,
}

/// <summary>What a venture owes back (回饋約定). This version books income shares of all income.</summary>
public sealed class ReturnAgreement
{
    public const int BasisPointsOfWhole = 10_000;

    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required string PublicCode { get; init; }

    public long DisbursementId { get; init; }

    public long VentureId { get; init; }

    /// <summary>Who pays: the venture's operator.</summary>
    public long PayerPartyId { get; init; }

    public ReturnKind Kind { get; init; }

    /// <summary>Share of the venture's revenue, in basis points.</summary>
    public int ShareBasisPoints { get; init; }

    /// <summary>Months in a reporting period: 1, 3, 6 or 12.</summary>
    public int PeriodMonths { get; init; }

    public LocalDate StartsOn { get; init; }

    public LocalDate EndsOn { get; init; }

    /// <summary>Days after the end of a period until its share is due.</summary>
    public int GraceDays { get; init; }

    /// <summary>The fund the return clause names: by default the returns fund of the same designation.</summary>
    public long ReturnFundId { get; init; }

    /// <summary>
    /// The periods that have ended on or before <paramref name="today"/>, in order. Each begins a whole number of periods
    /// after the agreement's own first day, never after an earlier period's: from 31 January, the second begins on
    /// 28 February and the third on 31 March.
    /// </summary>
    public IEnumerable<(LocalDate From, LocalDate To)> EndedPeriods(LocalDate today)
    {
        for (var period = 0; ; period++)
        {
            var from = StartsOn.PlusMonths(period * PeriodMonths);
            if (from > EndsOn) yield break;
            var to = LocalDate.Min(StartsOn.PlusMonths((period + 1) * PeriodMonths).PlusDays(-1), EndsOn);
            if (to > today) yield break;
            yield return (from, to);
        }
    }

    /// <summary>The share of a reported revenue, rounded half up to the minor unit (四捨五入).</summary>
    public Money Share(Money revenue) =>
        new((long)((((Int128)revenue.MinorUnits * ShareBasisPoints) + (BasisPointsOfWhole / 2)) / BasisPointsOfWhole), revenue.Currency);
}
