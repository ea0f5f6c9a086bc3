using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Periods.Reads;

namespace FundLedger.UseCases.Periods;

public static class PeriodsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases = [typeof(MovePeriod), typeof(CloseYear), typeof(PeriodList)],
        Documents =
        [
            new(DocumentKind.YearClosing, nameof(DocumentKind.YearClosing), "/periods?year={0}", Policies.SeeReports),
        ],
        Work = [new("WorkEndedMonths", WorkKind.Waiting, Policies.ClosePeriods, "/periods", PeriodsWork.EndedMonths)],
        Menu = [new("Periods", "/periods", Policies.SeeReports, 90, MenuGroup.Books)],
    };
}
