using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Periods.Reads;

/// <summary>A period of a year and the moves it may make today.</summary>
/// <param name="Turnover">Sum of debits, minor units.</param>
public sealed record PeriodRow(int Period, PeriodState State, Money Turnover, IReadOnlyList<PeriodMove> Moves);

/// <summary>The periods of one fiscal year, 1 to 14.</summary>
public sealed record PeriodsOfYear(int FiscalYear, bool IsClosed, IReadOnlyList<PeriodRow> Rows, IReadOnlyList<int> Years)
{
    /// <param name="today">Its year is listed even without entries.</param>
    public static async Task<PeriodsOfYear> Read(ReadingDb db, ServedAccount books, int fiscalYear, LocalDate today, CancellationToken stop)
    {
        var stored = await db.Periods.Where(period => period.FiscalYear == fiscalYear)
            .ToDictionaryAsync(period => period.Period, period => period.State, stop);
        var turnover = await db.PeriodBalances.Where(balance => balance.FiscalYear == fiscalYear)
            .GroupBy(balance => balance.Period)
            .ToDictionaryAsync(group => group.Key, group => group.Sum(balance => balance.Debit), stop);
        var years = await db.EntrySeries.Select(series => series.FiscalYear).ToListAsync(stop);
        var periods = new FiscalYearPeriods(fiscalYear, stored);
        return new PeriodsOfYear(
            fiscalYear, periods.IsClosed,
            Enumerable.Range(1, FiscalYearPeriods.Closing)
                .Select(period => new PeriodRow(
                    period, periods[period], new Money(turnover.GetValueOrDefault(period), books.Currency), Moves(periods, period, today)))
                .ToArray(),
            years.Append(today.Year).Append(fiscalYear).Distinct().OrderDescending().ToArray());
    }

    /// <summary>With some reason: that one must be given does not keep a move from being offered.</summary>
    private static PeriodMove[] Moves(FiscalYearPeriods periods, int period, LocalDate today) =>
        Enum.GetValues<PeriodMove>().Where(move => !periods.Move(period, move, today, "-").IsRefused).ToArray();
}

/// <summary>The periods of a year and the moves they may make.</summary>
public sealed class PeriodList(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeReports;

    /// <param name="today">Its year is listed even without entries.</param>
    public Task<Result<PeriodsOfYear>> Read(Actor actor, int fiscalYear, LocalDate today, CancellationToken stop) =>
        reader.Read(Policy, actor, db => PeriodsOfYear.Read(db, books, fiscalYear, today, stop), stop);
}
