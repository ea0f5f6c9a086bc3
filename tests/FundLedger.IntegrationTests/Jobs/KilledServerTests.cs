using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FundLedger.Data.Engines;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.PostgreSql;
using FundLedger.UseCases;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Jobs;
using FundLedger.Web.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit.Abstractions;

namespace FundLedger.IntegrationTests.Jobs;

/// <summary>
/// Two processes serve one database, as <c>serve</c> does, with one job more: it ends when a file is there. The one that runs
/// it is killed.
/// </summary>
public sealed class KilledServerTests(BooksFixture fixture, ITestOutputHelper output) : IClassFixture<BooksFixture>, IDisposable
{
    private const string Long = "long";

    /// <summary>What the README promises.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fundledger-jobs-");

    [PostgreSqlFact]
    public async Task Server_KilledWhileItRunsAJob_IsFollowedByTheOtherWithinHalfAMinute()
    {
        var books = fixture.Books;
        var end = Path.Combine(folder.FullName, "end");
        using var first = new Server(books, end);
        using var second = new Server(books, end);
        await Task.WhenAll(first.UntilItServes(), second.UntilItServes());
        await using (var asking = JobHost.Create(books, LongJob(end))) (await asking.Request(Long)).IsRefused.Should().BeFalse();

        var running = (await JobRuns.UntilOutcomes(books, Long, JobRunOutcome.Running)).Single();
        var (killed, left) = running.Server == first.Name ? (first, second) : (second, first);
        (await SessionLock.TryTake(books.Database.Connections.Engine, books.Database.Connections.Ledger, LockOf(books), default)).Should()
            .BeNull("the run holds its lock");
        killed.Kill();
        var since = Stopwatch.StartNew();

        var runs = await JobRuns.UntilOutcomes(books, Long, JobRunOutcome.Abandoned, JobRunOutcome.Running);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run again after {since.Elapsed.TotalSeconds:0.0} s"));
        since.Elapsed.Should().BeLessThan(Promised);
        runs.Select(run => run.Server).Should().Equal(killed.Name, left.Name);
        runs[0].Message.Should().Be("""["ProcessDied"]""");
        await File.WriteAllTextAsync(end, "");
        runs = await JobRuns.UntilOutcomes(books, Long, JobRunOutcome.Abandoned, JobRunOutcome.Succeeded);
        runs.Should().OnlyContain(run => run.StartedBy == books.Officer.PersonId && run.Attempt == 1 && run.EndedAt >= run.StartedAt);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>The other process: the application as it is served, and the long job.</summary>
    internal static async Task<int> RunChild(string[] arguments)
    {
        if (arguments is not [_, var connection, var account, var code, var end])
            throw new ArgumentException("serve CONNECTION ACCOUNT CODE FILE", nameof(arguments));
        // All three roles are the writer's: this process neither migrates nor reports.
        var connections = new LedgerConnections(new PostgreSqlEngine(), connection, connection, connection);
        var books = new ServedAccount(long.Parse(account, CultureInfo.InvariantCulture), code, "測試", "Test", Currency.Twd);
        await using var app = WebHost.Build(
            connections, new ConfigurationBuilder().Build(), books, "http://127.0.0.1:0", demo: false,
            services => services.AddSingleton(new JobTable([.. Features.Jobs, LongJob(end)])));
        await app.StartAsync();
        Console.WriteLine("SERVES");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static Job LongJob(string end) => JobHost.Job(Long, async stop =>
    {
        while (!File.Exists(end)) await Task.Delay(100, stop);
    });

    private static string CodeOf(Books books) => $"T{books.AccountId}";

    private static string LockOf(Books books) => $"fundledger/{CodeOf(books)}/job/{Long}";

    private sealed class Server : IDisposable
    {
        private readonly Process process;
        private readonly ConcurrentQueue<string> lines = new();

        public Server(Books books, string end)
        {
            string[] arguments =
            [
                "exec", typeof(KilledServerTests).Assembly.Location, "serve", books.Database.Connections.Ledger,
                books.AccountId.ToString(CultureInfo.InvariantCulture), CodeOf(books), end,
            ];
            process = Process.Start(
                new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
            process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        /// <summary>As its runs name it.</summary>
        public string Name => FormattableString.Invariant($"{Environment.MachineName}:{process.Id}");

        public async Task UntilItServes()
        {
            var patience = Stopwatch.StartNew();
            while (!lines.Contains("SERVES"))
            {
                if (process.HasExited || patience.Elapsed > TimeSpan.FromMinutes(1))
                    throw new InvalidOperationException($"The server did not get there:\n{string.Join('\n', lines)}");
                await Task.Delay(20);
            }
        }

        /// <summary>kill -9.</summary>
        public void Kill()
        {
            process.Kill();
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited) process.Kill();
            process.Dispose();
        }
    }
}
