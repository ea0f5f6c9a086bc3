using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Domain.Returns;

/// <summary>What a return agreement must meet.</summary>
public static class ReturnRules
{
    /// <summary>Longest grace after a period's end, in days.</summary>
    public const int LongestGrace = 366;

    private static readonly int[] PeriodLengths = [1, 3, 6, 12];

    public static Refusal? Check(
        int shareBasisPoints, int periodMonths, LocalDate startsOn, LocalDate endsOn, int graceDays, Fund returnFund)
    {
        ArgumentNullException.ThrowIfNull(returnFund);
        if (shareBasisPoints is < 1 or > ReturnAgreement.BasisPointsOfWhole)
            return ReturnRefusals.AgreementShareOutOfRange(shareBasisPoints);
        if (!PeriodLengths.Contains(periodMonths)) return ReturnRefusals.AgreementPeriodUnknown(periodMonths);
        if (endsOn <= startsOn) return ReturnRefusals.AgreementEndsTooEarly(startsOn, endsOn);
        if (graceDays is < 0 or > LongestGrace) return ReturnRefusals.AgreementGraceOutOfRange(graceDays, LongestGrace);
        return returnFund.Source == SourceKind.Returns ? null : ReturnRefusals.FundIsNoReturnsFund(returnFund.Code);
    }
}
