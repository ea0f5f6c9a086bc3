using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Periods.Reads;

/// <summary>Which months are still open though they have ended.</summary>
internal static class PeriodsWork
{
    /// <summary>Months before the present one, in years that have entries, that take entries as if they were going on.</summary>
    public static async Task<WorkFound> EndedMonths(WorkQuestion question, CancellationToken stop)
    {
        var (year, month) = (question.Today.Year, question.Today.Month);
        var years = await question.Db.EntrySeries.Where(series => series.FiscalYear <= year)
            .Select(series => series.FiscalYear).ToListAsync(stop);
        var moved = (await question.Db.Periods.Where(period => period.State != PeriodState.Open)
            .Select(period => new { period.FiscalYear, period.Period }).ToListAsync(stop))
            .Select(period => (period.FiscalYear, period.Period)).ToHashSet();
        var open = (
            from fiscalYear in years
            from ended in Enumerable.Range(1, fiscalYear < year ? 12 : month - 1)
            where !moved.Contains((fiscalYear, ended))
            orderby fiscalYear, ended
            select new LocalDate(fiscalYear, ended, 1).PlusMonths(1)).ToArray();
        return open.Length == 0
            ? WorkFound.Nothing
            : new WorkFound(open.Length, open[0], First: $"/periods?year={open[0].PlusDays(-1).Year}");
    }
}
