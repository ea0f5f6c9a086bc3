using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using FundLedger.Data.Engines;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Embedded;
using FundLedger.IntegrationTests.Receipts;
using FundLedger.PostgreSql;
using FundLedger.PostgreSql.Embedded;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace FundLedger.IntegrationTests.Crashes;

/// <summary>
/// The process, or the database, dies at a step of each kind of work. Afterwards nothing is lost, doubled or half
/// written, and the same work done again gives its one answer. Prints what it tried and with which seed; all steps are
/// tried when <c>FUNDLEDGER_LONG=1</c>, else some that the seed (<c>FUNDLEDGER_SEED</c>) chooses.
/// </summary>
[RunsFirst]
public sealed class CrashMatrixTests(BooksFixture fixture, ITestOutputHelper output) : IClassFixture<BooksFixture>
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("FUNDLEDGER_LONG") == "1";
    private static readonly int Seed = int.TryParse(
        Environment.GetEnvironmentVariable("FUNDLEDGER_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
        ? given
        : RandomNumberGenerator.GetInt32(1_000_000);

    [Theory]
    [InlineData(Work.Write)]
    [InlineData(Work.Group)]
    [InlineData(Work.Stream)]
    [InlineData(Work.Import)]
    [InlineData(Work.Seal)]
    [InlineData(Work.Receipt)]
    public async Task Process_KilledAtAStep_LosesDoublesAndHalvesNothing(Work work)
    {
        using var scratch = new ScratchFolder();
        using var key = CheckpointKey.Create();
        await File.WriteAllTextAsync(Path.Combine(scratch.Top, "key.pem"), key.PrivatePem());
        // The step after the last one: committed, and killed before anybody hears of it.
        var steps = await StepsOf(work, fixture.Database, scratch) + 1;
        foreach (var step in Chosen(steps, atMost: 2))
        {
            var (books, fund) = await Prepare(fixture.Database, work);
            var died = await Child(work, step, books, fund, scratch.Top);
            died.Should().BeTrue("the process is to be killed at step {0} of {1}", step, steps);
            await IsWhole(fixture.Database, books, fund, work, step, steps, "process", scratch.Top);
        }
    }

    [PostgreSqlTheory("kills its server, and only an embedded one is its own to kill")]
    [InlineData(Work.Write)]
    [InlineData(Work.Group)]
    [InlineData(Work.Stream)]
    [InlineData(Work.Import)]
    [InlineData(Work.Seal)]
    [InlineData(Work.Receipt)]
    public async Task Database_KilledAtAStep_LosesDoublesAndHalvesNothing(Work work)
    {
        using var scratch = new ScratchFolder();
        using var key = CheckpointKey.Create();
        await File.WriteAllTextAsync(Path.Combine(scratch.Top, "key.pem"), key.PrivatePem());
        var steps = await StepsOf(work, fixture.Database, scratch);
        // A cluster of its own, and one that forces commits to disk: the shared one is not to be killed.
        var started = await EmbeddedCluster.Start(scratch.Data, null, CancellationToken.None);
        await using var cluster = started.Value;
        await using var database = await PostgreSqlTestServer.Migrated(cluster);
        foreach (var step in Chosen(steps, atMost: 1))
        {
            var (books, fund) = await Prepare(database, work);
            var engine = new DyingEngine(new PostgreSqlEngine(), step, () => Shell.Kill(scratch.Server!.Value));
            var connections = database.Connections with { Engine = engine };
            var interrupted = async () =>
                await new InterruptedWork(connections, books.AccountId, books.Officer.PersonId, fund).Run(work, scratch.Top);
            (await interrupted.Should().ThrowAsync<Exception>()).Which.Should()
                .Match<Exception>(error => engine.Classify(error) == WriteFailure.Transient);
            var again = await EmbeddedCluster.Start(scratch.Data, null, CancellationToken.None);
            await using var revived = again.Value;
            await IsWhole(database, books, fund, work, step, steps, "database", scratch.Top);
        }
    }

    /// <summary>The connection is lost in the middle; the write path, which may try again, gives the answer all the same.</summary>
    [Theory]
    [InlineData(Work.Write)]
    [InlineData(Work.Group)]
    [InlineData(Work.Stream)]
    [InlineData(Work.Import)]
    [InlineData(Work.Seal)]
    [InlineData(Work.Receipt)]
    public async Task Connection_EndedAtAStep_IsNotNoticedByTheCaller(Work work)
    {
        using var scratch = new ScratchFolder();
        using var key = CheckpointKey.Create();
        await File.WriteAllTextAsync(Path.Combine(scratch.Top, "key.pem"), key.PrivatePem());
        await using var database = await TestDatabase.Create();
        var steps = await StepsOf(work, database, scratch);
        foreach (var step in Chosen(steps, atMost: 1))
        {
            var (books, fund) = await Prepare(database, work);
            var engine = new DyingEngine(
                TestServer.Engine, step, () =>
                    database.Ask<long>(database.Administrator, EngineSql.Current.EndConnections).GetAwaiter().GetResult());
            var interrupted = new InterruptedWork(
                database.Connections with { Engine = engine }, books.AccountId, books.Officer.PersonId, fund);
            (await interrupted.Run(work, scratch.Top)).Should().NotBeEmpty();
            engine.Steps.Should().BeGreaterThan(step, "the connection is to be ended at step {0} of {1}", step, steps);
            await IsWhole(database, books, fund, work, step, steps, "connection", scratch.Top);
        }
    }

    /// <summary>Runs one piece of work in this process, to be killed at a step; the entry point of the second process.</summary>
    internal static async Task<int> RunChild(string[] arguments)
    {
        var (work, step) = (Enum.Parse<Work>(arguments[1]), int.Parse(arguments[2], CultureInfo.InvariantCulture));
        var (account, actor) = (
            long.Parse(arguments[3], CultureInfo.InvariantCulture), long.Parse(arguments[4], CultureInfo.InvariantCulture));
        var engine = new DyingEngine(TestServer.Engine, step, KillSelf);
        var connections = new LedgerConnections(engine, "", arguments[6], "");
        await new InterruptedWork(connections, account, actor, arguments[5]).Run(work, arguments[7]);
        if (engine.Steps <= step) KillSelf();
        return 0;
    }

    private static void KillSelf()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }

    private static async Task<int> StepsOf(Work work, TestDatabase database, ScratchFolder scratch)
    {
        var (books, fund) = await Prepare(database, work);
        var engine = new DyingEngine(TestServer.Engine, lastStep: -1, () => { });
        await new InterruptedWork(database.Connections with { Engine = engine }, books.AccountId, books.Officer.PersonId, fund)
            .Run(work, scratch.Top);
        engine.Steps.Should().BeGreaterThan(1);
        return engine.Steps;
    }

    private static IEnumerable<int> Chosen(int steps, int atMost)
    {
        var random = new Random(Seed);
        return Long ? Enumerable.Range(0, steps) : Enumerable.Range(0, steps).OrderBy(_ => random.Next()).Take(atMost);
    }

    private static async Task<(Books Books, string Fund)> Prepare(TestDatabase database, Work work)
    {
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        if (work == Work.Import)
        {
            _ = (await books.Write<long>(session =>
            {
                var bank = new BankAccount
                {
                    DedicatedAccountId = books.AccountId,
                    Id = session.NewId(),
                    Code = InterruptedWork.BankAccount,
                    Name = "Bank",
                    BankCode = "004",
                    AccountNumber = "00123",
                    LedgerAccount = Books.Bank,
                };
                session.Db.BankAccounts.Add(bank);
                return Task.FromResult<Domain.Result<long>>(bank.Id);
            })).Value;
        }

        // Enough leaves that the seal keeps nodes.
        if (work == Work.Seal) await books.PostMany(
            Enumerable.Range(0, 700).Select(index => books.Request($"{fund}/{index}", Drafts.Gift(fund, 1, books.Today))));
        if (work == Work.Receipt) await new ReceiptDesk(books).Gift();
        return (books, fund);
    }

    private static async Task<bool> Child(Work work, int step, Books books, string fund, string keyFolder)
    {
        string[] arguments =
        [
            "exec", typeof(CrashMatrixTests).Assembly.Location, "crash", work.ToString(), step.ToString(CultureInfo.InvariantCulture),
            books.AccountId.ToString(CultureInfo.InvariantCulture), books.Officer.PersonId.ToString(CultureInfo.InvariantCulture), fund,
            books.Database.Connections.Ledger, keyFolder,
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        const int KilledBySignalNine = 128 + 9;
        if (process.ExitCode is not (0 or KilledBySignalNine)) throw new InvalidOperationException(await errors);
        return process.ExitCode == KilledBySignalNine;
    }

    private async Task IsWhole(
        TestDatabase database, Books books, string fund, Work work, int step, int steps, string victim, string keyFolder)
    {
        // A killed process's session may live for a moment longer; its lock is waited for.
        var before = await Written(database, books, work);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty("nothing may be half written");
        var interrupted = new InterruptedWork(database.Connections, books.AccountId, books.Officer.PersonId, fund);

        var answer = await interrupted.Run(work, keyFolder);
        var after = await Written(database, books, work);
        (await interrupted.Run(work, keyFolder)).Should().Be(answer, "the same request gets the same answer");

        (await Written(database, books, work)).Should().Be(after);
        after.Should()
            .Be(work switch { Work.Stream => InterruptedWork.Streamed, Work.Seal => 700, Work.Import => InterruptedWork.Lines, _ => 1 });
        before.Should()
            .BeOneOf(work switch { Work.Stream => [0, 1_000, 3_000, InterruptedWork.Streamed], Work.Seal => [700], _ => [0, after] });
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {Seed}: {victim,-8} {work,-6} step {step,2} of {steps,2}: "
            + $"{before} {work switch { Work.Import => "lines", Work.Receipt => "receipts", _ => "entries" }} before, "
            + $"{after} after doing it again, checks ok"));
    }

    /// <summary>Entries; lines for a statement and receipts, which post nothing.</summary>
    private static async Task<int> Written(TestDatabase database, Books books, Work work)
    {
        await using var db = database.Read();
        return work switch
        {
            Work.Import => await db.StatementLines.CountAsync(line => line.DedicatedAccountId == books.AccountId),
            Work.Receipt => await db.Receipts.CountAsync(receipt => receipt.DedicatedAccountId == books.AccountId),
            _ => await db.Entries.CountAsync(entry => entry.DedicatedAccountId == books.AccountId),
        };
    }
}
