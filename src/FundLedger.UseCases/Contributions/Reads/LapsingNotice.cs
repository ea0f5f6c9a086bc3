using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>Central money that lapses within the days of notice or has lapsed, as one day found it.</summary>
/// <param name="Lots">How many lots are not used up.</param>
/// <param name="Unspent">What of them is not paid out.</param>
/// <param name="Next">The nearest day; null when there is none.</param>
public sealed record LapsingFound(int Lots, Money Unspent, LocalDate? Next)
{
    public JobMessage Message() => Next is { } next
        ? new("MoneyLapses", Lots, $"{Unspent}", LocalDatePattern.Iso.Format(next))
        : new("NothingLapses");
}

/// <summary>
/// Looks daily at what lapses; the job's run keeps what it found, so that it is known afterwards who could have known when.
/// </summary>
public sealed class LapsingNotice(AuthorizedReader reader, ServedAccount books, IClock clock)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.RunJobs, Policies.SeeReports);

    public Task<Result<LapsingFound>> Read(Actor actor, CancellationToken stop) => reader.Read(Policy, actor, async db =>
    {
        var lapsing = Lapsing(db, clock.Today());
        var lots = await lapsing.CountAsync(stop);
        return new LapsingFound(
            lots, new Money(await lapsing.SumAsync(lot => lot.Unspent, stop), books.Currency),
            lots == 0 ? null : await lapsing.MinAsync(lot => lot.ExpiresOn, stop));
    }, stop);

    /// <summary>For the home page.</summary>
    internal static async Task<WorkFound> Find(WorkQuestion question, CancellationToken stop)
    {
        var lapsing = Lapsing(question.Db, question.Today);
        var lots = await lapsing.CountAsync(stop);
        return lots == 0
            ? WorkFound.Nothing
            : new WorkFound(lots, await lapsing.MinAsync(lot => lot.ExpiresOn, stop), await lapsing.SumAsync(lot => lot.Unspent, stop));
    }

    /// <summary>By the budget in force, which is the latest version.</summary>
    private static IQueryable<LapsingRow> Lapsing(ReadingDb db, LocalDate today)
    {
        var noticed = today.PlusDays(Domain.Contributions.Lapsing.NoticeDays);
        return
            from lot in db.Lots
            join fund in db.Funds on lot.FundId equals fund.Id
            join budget in db.ProgrammeBudgets on new { Programme = fund.DesignationId, Year = fund.ProgrammeYear }
                equals new { Programme = (long?)budget.ProgrammeId, Year = (int?)budget.FiscalYear }
            where fund.Source == SourceKind.CentralAllocation && fund.Designation == DesignationKind.WorkItem && lot.Amount > lot.Used
                && budget.ExpiresOn <= noticed && !db.ProgrammeBudgets.Any(later => later.ProgrammeId == budget.ProgrammeId
                    && later.FiscalYear == budget.FiscalYear && later.Version > budget.Version)
            select new LapsingRow { Unspent = lot.Amount - lot.Used, ExpiresOn = budget.ExpiresOn };
    }

    private sealed class LapsingRow
    {
        public long Unspent { get; init; }

        public LocalDate? ExpiresOn { get; init; }
    }
}
