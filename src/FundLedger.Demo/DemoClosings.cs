using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Periods;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// What an office closes: each month once its statement is in and its lines are explained, and each year once the adjustments of
/// period 13 are approved. A checkpoint is signed after each where the demonstration has a key.
/// </summary>
public sealed class DemoClosings(DemoOffice office)
{
    /// <summary>The day of the next month on which a month is closed.</summary>
    private const int MonthClosedOn = 15;

    /// <summary>The day of January on which the year before is closed.</summary>
    private const int YearClosedOn = 25;

    public void Schedule(DemoTimeline timeline)
    {
        for (var month = DemoBank.Main.OpenedOn.ToYearMonth(); month.OnDayOfMonth(1) < timeline.Today; month = month.PlusMonths(1))
        {
            var (year, number) = (month.Year, month.Month);
            var closed = DemoTimeline.Workday(month.PlusMonths(1).OnDayOfMonth(MonthClosedOn));
            timeline.Add(DemoTimeline.At(closed, 17), $"close:{month}", stop => Close(year, number, stop));
            if (number != 12) continue;
            var yearEnd = DemoTimeline.Workday(new LocalDate(year + 1, 1, YearClosedOn));
            timeline.Add(DemoTimeline.At(yearEnd, 17), $"close:{year}", async stop =>
            {
                await Close(year, FiscalYearPeriods.Adjustments, stop);
                var key = $"{DemoOffice.KeyPrefix}close-year:{year}";
                DemoOffice.Done(key, await office.CloseYear.Run(
                    new YearClosingRequest(key, year), office.Actor(DemoPeople.Finance), dryRun: false, stop));
            });
        }
    }

    private async Task Close(int year, int period, CancellationToken stop)
    {
        foreach (var move in new[] { PeriodMove.SoftClose, PeriodMove.Close })
        {
            var key = $"{DemoOffice.KeyPrefix}{move}:{year}/{period}";
            DemoOffice.Done(key, await office.MovePeriod.Run(
                new PeriodMoveRequest(key, year, period, move, null), office.Actor(DemoPeople.Finance), stop));
        }
    }
}
