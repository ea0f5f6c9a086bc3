using System.Data.Common;
using FundLedger.Data;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain.People;
using FundLedger.Reports;
using FundLedger.Reports.Checks;
using FundLedger.Reports.Evidence;
using FundLedger.Web.Access;
using FundLedger.Web.Checkpoints;
using FundLedger.Web.Pages.Bank;
using FundLedger.Web.Pages.Contributions;
using FundLedger.Web.Pages.Disbursements;
using FundLedger.Web.Pages.Journal;
using FundLedger.Web.Pages.Periods;
using FundLedger.Web.Pages.Returns;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Web.Books;

/// <summary>The ledger, its use cases and the people's access, the same for pages, jobs and commands.</summary>
internal static class LedgerRegistration
{
    /// <param name="books">Null before the books are opened: then only what needs no books can be resolved.</param>
    public static IServiceCollection AddLedger(
        this IServiceCollection services, IConfiguration configuration, LedgerConnections connections, OpenBooks? books)
    {
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(connections);
        services.AddSingleton<LedgerDbFactory>();
        services.AddSingleton<Founding>();
        if (books is not null) services.AddSingleton(books);
        services.AddSingleton(provider => new LedgerWriter(
            provider.GetRequiredService<LedgerDbFactory>(), provider.GetRequiredService<IClock>(), Recorder(provider)));

        services.AddSingleton(new CheckpointKeyFile(configuration[CheckpointKeyFile.Setting] ?? CheckpointKeyFile.Default(".")));

        services.AddAccess(configuration, (_, options) => DatabaseSetup.UseAccess(options, connections.Engine, connections.Ledger));
        services.AddSingleton<CurrentAccess>(provider => new PeopleDirectory(
            provider.GetRequiredService<LedgerDbFactory>(), provider.GetRequiredService<IClock>(), books?.Id ?? 0).Find);
        services.AddSingleton(new ReportingDatabase(stop => OpenReporting(connections, stop), connections.Engine.Name));
        return services.AddUseCases().AddReports();
    }

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddSingleton<BookContribution>().AddSingleton<CancelContribution>().AddSingleton<RedesignateGift>().AddSingleton<AddPayer>()
        .AddSingleton<RequestDisbursement>().AddSingleton<MoveDisbursement>().AddSingleton<ExportPaymentFile>()
        .AddSingleton<ImportStatement>().AddSingleton<MatchStatementLines>().AddSingleton<ExplainLine>().AddSingleton<ReconcileBank>()
        .AddSingleton<RecordAgreement>().AddSingleton<GenerateExpectedReturns>().AddSingleton<AcceptRevenueReport>()
        .AddSingleton<PostManualVoucher>().AddSingleton<ReverseEntry>().AddSingleton<CorrectEntry>()
        .AddSingleton<MovePeriod>().AddSingleton<CloseYear>()
        .AddSingleton<LogSealer>().AddSingleton<SealCheckpoint>();

    private static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<TrialBalanceReport>().AddSingleton<JournalReport>().AddSingleton<LotTraceReport>().AddSingleton<FundStatementReport>()
        .AddSingleton<HledgerExport>().AddSingleton<JsonExport>()
        .AddSingleton<LogProofs>().AddSingleton<LedgerPackage>()
        .AddSingleton<LedgerChecks>().AddSingleton<BookChecks>();

    private static async Task<DbConnection> OpenReporting(LedgerConnections connections, CancellationToken stop)
    {
        var connection = connections.Engine.CreateConnection(connections.Engine.ForReporting(connections.Reporting));
        await connection.OpenAsync(stop);
        return connection;
    }

    /// <summary>Refusals are written down outside the ledger's transaction, which is gone when they are known.</summary>
    private static RefusalRecorder Recorder(IServiceProvider provider) => (request, refusal, _) =>
        request.Actor.Scheduler
            ? Task.CompletedTask
            : provider.GetRequiredService<SecurityLog>().RecordFor(request.Actor.Name, refusal);
}

/// <summary>Who people are and what they may do today, read from the ledger.</summary>
internal sealed class PeopleDirectory(LedgerDbFactory factory, IClock clock, long accountId)
{
    public async Task<PersonAccess?> Find(long personId, CancellationToken stop)
    {
        var today = clock.GetCurrentInstant().InZone(BooksTimeZone.Taipei).Date;
        await using var db = factory.Create();
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(found => found.Id == personId, stop);
        if (person is null) return null;
        var held = await db.RoleHoldings.AsNoTracking()
            .Where(holding => holding.DedicatedAccountId == accountId && holding.PersonId == personId
                && holding.ValidFrom <= today && (holding.ValidTo == null || holding.ValidTo >= today))
            .ToListAsync(stop);
        return new PersonAccess(
            person.DisplayName, held.Select(holding => holding.PartyId).FirstOrDefault(party => party is not null),
            held.Select(holding => holding.Role).Distinct().ToArray());
    }

    /// <summary>A person by sign-in name, as an actor; null when there is none.</summary>
    public static async Task<Actor?> FindActor(LedgerDbFactory factory, string signInName, CancellationToken stop)
    {
        await using var db = factory.Create();
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(found => found.SignInName == signInName, stop);
        return person is null ? null : new Actor(person.Id, person.DisplayName, person.SignInName == Founding.SchedulerName);
    }
}
