using System.Data.Common;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using FundLedger.Data.Reading;
using FundLedger.Data.Writing;
using FundLedger.Reports;
using FundLedger.Reports.Checks;
using FundLedger.Reports.Evidence;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Checkpoints;
using FundLedger.Web.Access;
using FundLedger.Web.Mail;
using NodaTime;

namespace FundLedger.Web.Books;

/// <summary>The ledger, its use cases and the people's access, the same for pages, jobs and commands.</summary>
internal static class LedgerRegistration
{
    /// <param name="books">Null before the books are opened: until then only what needs no books can be resolved.</param>
    public static IServiceCollection AddLedger(
        this IServiceCollection services, IConfiguration configuration, LedgerConnections connections, ServedAccount? books)
    {
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(connections);
        services.AddSingleton(connections.Engine);
        services.AddSingleton<LedgerDbFactory>();
        services.AddSingleton(new ProcessBooks(books));
        services.AddSingleton(provider => provider.GetRequiredService<ProcessBooks>().Account);
        services.AddSingleton(provider => new BooksReader(connections, provider.GetRequiredService<ServedAccount>().Id));
        services.AddSingleton<AccountSetup>();
        services.AddSingleton<FirstRun>().AddScoped<OpenFirstBooks>();
        services.AddSingleton(provider => new LedgerWriter(
            provider.GetRequiredService<LedgerDbFactory>(), provider.GetRequiredService<IClock>(), Recorder(provider)));

        services.AddSingleton(new CheckpointKeyFile(configuration[CheckpointKeyFile.Setting] ?? CheckpointKeyFile.Default(".")));

        services.AddAccess(configuration, (_, options) => connections.Engine.Configure(options, connections.Ledger, AccessDb.Schema));
        services.AddSingleton<PeopleDirectory>();
        services.AddLocalization();
        services.AddSingleton(provider => new MailSender(configuration, provider.GetRequiredService<IClock>()));
        services.AddSingleton<InvitationMail>();
        services.AddSingleton<CurrentAccess>(provider => provider.GetRequiredService<PeopleDirectory>().Find);
        services.AddSingleton(new ReportingDatabase(
            stop => OpenReporting(connections, stop), connections.Engine.Name, connections.Engine.SnapshotIsolation));
        return services.AddUseCases().AddSingleton<LogSealer>().AddReports();
    }

    private static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ManualVoucherReport>().AddSingleton<GeneralLedgerReport>().AddSingleton<AllocationReport>()
        .AddSingleton<ReceiptRegisterReport>()
        .AddSingleton<LapsingReport>()
        .AddSingleton<TrialBalanceReport>().AddSingleton<JournalReport>().AddSingleton<LotTraceReport>().AddSingleton<FundStatementReport>()
        .AddSingleton<HledgerExport>().AddSingleton<JsonExport>()
        .AddSingleton<LogProofs>().AddSingleton<ReceiptProofs>().AddSingleton<LedgerPackage>()
        .AddSingleton<KeptCheckpointOf>(services =>
            log => services.GetRequiredService<CheckpointKeyFile>() is var file && File.Exists(file.Path) ? file.Kept(log) : null)
        .AddSingleton<LedgerChecks>().AddSingleton<BookChecks>();

    private static async Task<DbConnection> OpenReporting(LedgerConnections connections, CancellationToken stop)
    {
        var connection = connections.Engine.CreateConnection(connections.Engine.ForReporting(connections.Reporting));
        await connection.OpenAsync(stop);
        return connection;
    }

    /// <summary>
    /// Refusals are written down outside the ledger's transaction, which is gone when they are known. The scheduler's are not:
    /// it asks the same again and again, and why a job is refused stands in its run.
    /// </summary>
    private static RefusalRecorder Recorder(IServiceProvider provider) => (request, refusal, _) =>
        request.Actor.Scheduler
            ? Task.CompletedTask
            : provider.GetRequiredService<SecurityLog>().RecordFor(request.Actor, refusal);
}
