using FundLedger.Data.Engines;
using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Jobs;
using FundLedger.Web.Books;
using FundLedger.Web.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FundLedger.IntegrationTests.Jobs;

/// <summary>A job server of its own beside others on the same database, as a process that serves has one, with the test's jobs.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    /// <summary>Looks often and tries again soon; everything else is as usual.</summary>
    private static readonly JobServerSettings Impatient = new(
        JobServerSettings.Usual.Storage with { Poll = TimeSpan.FromMilliseconds(200) }, [0, 0], TimeSpan.FromSeconds(3),
            TimeSpan.FromSeconds(1));

    private readonly IHost host;
    private readonly Books books;

    private JobHost(IHost host, Books books) => (this.host, this.books) = (host, books);

    public IServiceProvider Services => host.Services;

    /// <summary>Ready to be asked, but running nothing yet.</summary>
    public static JobHost Create(Books books, params UseCases.Jobs.Job[] jobs) => Create(books, books.Database.Connections, jobs);

    public static JobHost Create(Books books, LedgerConnections connections, params UseCases.Jobs.Job[] jobs)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var account = new ServedAccount(books.AccountId, $"T{books.AccountId}", "測試", "Test", Currency.Twd);
        builder.Services.AddSingleton<IConfiguration>(builder.Configuration);
        builder.Services.AddLedger(builder.Configuration, connections, account);
        builder.Services.AddJobServer(Impatient);
        builder.Services.AddSingleton(new JobTable(jobs));
        return new JobHost(builder.Build(), books);
    }

    public static Task<JobHost> Start(Books books, params UseCases.Jobs.Job[] jobs) => Start(books, books.Database.Connections, jobs);

    public static async Task<JobHost> Start(Books books, LedgerConnections connections, params UseCases.Jobs.Job[] jobs)
    {
        var host = Create(books, connections, jobs);
        await host.host.StartAsync();
        return host;
    }

    public static UseCases.Jobs.Job Job(string name, Func<CancellationToken, Task> work, string cron = "0 3 1 1 *") =>
        new(name, "JobOfATest", cron, async (_, _, stop) =>
    {
        await work(stop);
        return new JobMessage("LinesMatched", 1, 0, 0);
    });

    /// <summary>By hand, as the page does; gives the outcome of asking.</summary>
    public async Task<Result<string>> Request(string job, Actor? actor = null) =>
        await Services.GetRequiredService<RequestJobRun>().Run(Books.Unique("key"), job, actor ?? books.Officer, CancellationToken.None);

    /// <summary>Here and now, as the command line does.</summary>
    public Task<Result<EndedRun>> Run(string job, Actor? actor = null) => Services.GetRequiredService<RunJob>().Run(
        Services.GetRequiredService<JobTable>().Find(job)!, JobStart.ByHand(actor ?? books.Officer), actor
            ?? books.Officer, CancellationToken.None);

    public IReadOnlyList<RecurringJobDto> Planned()
    {
        using var connection = Services.GetRequiredService<JobStorage>().GetConnection();
        return connection.GetRecurringJobs();
    }

    public long FailedInTheJobServer() => Services.GetRequiredService<JobStorage>().GetMonitoringApi().FailedCount();

    /// <summary>As if the job had run then, and no server since.</summary>
    public void LastRan(string job, NodaTime.Instant moment)
    {
        var then = moment.ToDateTimeUtc();
        using var connection = Services.GetRequiredService<JobStorage>().GetConnection();
        using var change = connection.CreateWriteTransaction();
        var id = Planned().Single(planned => planned.Id.EndsWith(job, StringComparison.Ordinal)).Id;
        var (last, next) = (JobHelper.SerializeDateTime(then), JobHelper.SerializeDateTime(then.AddDays(1)));
        change.SetRangeInHash($"recurring-job:{id}", [new("LastExecution", last), new("NextExecution", next)]);
        change.AddToSet("recurring-jobs", id, JobHelper.ToTimestamp(then.AddDays(1)));
        change.Commit();
    }

    public async Task Stop() => await host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}

/// <summary>What became of the runs.</summary>
internal static class JobRuns
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task<IReadOnlyList<JobRun>> Of(Books books, string job)
    {
        await using var db = books.Read();
        return await db.JobRuns.AsNoTracking().Where(run => run.DedicatedAccountId == books.AccountId && run.Job == job)
            .OrderBy(run => run.Id).ToListAsync();
    }

    /// <summary>Waits until the runs are so; fails with what they are.</summary>
    public static async Task<IReadOnlyList<JobRun>> Until(Books books, string job, Func<IReadOnlyList<JobRun>, bool> so)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var runs = await Of(books, job);
            if (so(runs)) return runs;
            if (patience.Elapsed > Longest) throw new InvalidOperationException(
                $"Not within a minute; the runs: {string.Join("; ", runs.Select(run => $"{run.Outcome} {run.Message}"))}");
            await Task.Delay(50);
        }
    }

    public static Task<IReadOnlyList<JobRun>> UntilOutcomes(Books books, string job, params JobRunOutcome[] outcomes) =>
        Until(books, job, runs => runs.Select(run => run.Outcome).SequenceEqual(outcomes));

    public static async Task Eventually(Func<bool> so)
    {
        for (var look = 0; !so(); look++)
        {
            look.Should().BeLessThan(200, "it should have become so by now");
            await Task.Delay(50);
        }
    }

    /// <summary>The ledger's rows and the job server's own.</summary>
    public static async Task<IReadOnlyList<string>> EverythingStored(TestDatabase database)
    {
        var texts = new List<string>(await database.Dump());
        await using var connection = await database.Open(database.Connections.Ledger);
        foreach (var table in new[] { "job", "state" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM jobs.{table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                texts.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => $"{reader.GetValue(column)}")));
        }

        return texts;
    }
}
