using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Embedded;
using FundLedger.PostgreSql.Embedded;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>
/// The database dies under a stream of writes: whatever was answered is there, nothing is there twice, and asking
/// again with the same keys completes the rest.
/// </summary>
public sealed class CrashTests
{
    private const int Callers = 8;
    private const int WritesPerCaller = 40;

    [Fact]
    public async Task Write_WhileConnectionsAreKilled_LosesAndDoublesNothing()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        using var done = new CancellationTokenSource();
        var killer = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await database.Ask<long>(database.Administrator, EngineSql.Current.EndConnections);
                await Task.Delay(200);
            }
        });

        var answers = await Stream(books.Writer, books.AccountId, books.Officer, fund, books.Today);
        await done.CancelAsync();
        await killer;

        await NothingLostOrDoubled(answers, new LedgerWriter(database.Factory, books.Clock), books.AccountId, books.Officer, fund, books);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [PostgreSqlFact("kills its server, and only an embedded one is its own to kill")]
    public async Task Write_WhileTheServerIsKilled_LosesAndDoublesNothing()
    {
        // A cluster of its own, and one that forces commits to disk: the shared one is not to be killed.
        using var scratch = new ScratchFolder();
        var started = await EmbeddedCluster.Start(scratch.Data, null, CancellationToken.None);
        await using var cluster = started.Value;
        await using var database = await PostgreSqlTestServer.Migrated(cluster);
        var books = await Books.Open(database);
        var fund = await books.AddFund();

        var stream = Stream(books.Writer, books.AccountId, books.Officer, fund, books.Today);
        await UntilSomeAreWritten(books);
        Shell.Kill(scratch.Server!.Value);
        stream.IsCompleted.Should().BeFalse("the server is to be killed in the middle");
        // Starting attaches when the server runs and brings it up again when it does not.
        var again = await EmbeddedCluster.Start(scratch.Data, null, CancellationToken.None);
        await using var revived = again.Value;
        var answers = await stream;

        await NothingLostOrDoubled(answers, books.Writer, books.AccountId, books.Officer, fund, books);
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    /// <summary>Gifts from several callers, each with its key; null where no answer came back.</summary>
    private static async Task<(string Key, EntryReference? Answer)[]> Stream(
        LedgerWriter writer, long accountId, Actor actor, string fund, NodaTime.LocalDate today) =>
        (await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var answers = new List<(string, EntryReference?)>();
            for (var write = 0; write < WritesPerCaller; write++)
            {
                var key = FormattableString.Invariant($"{fund}/{caller}/{write}");
                try
                {
                    answers.Add((key, (await Gift(writer, accountId, actor, fund, today, key)).Value));
                }
                catch (Exception error) when (TestServer.Engine.Classify(error) == WriteFailure.Transient)
                {
                    answers.Add((key, null));
                }
            }

            return answers;
        })))).SelectMany(own => own).ToArray();

    /// <summary>Every other gift by group commit.</summary>
    private static Task<Result<EntryReference>> Gift(
        LedgerWriter writer, long accountId, Actor actor, string fund, NodaTime.LocalDate today, string key)
    {
        var (request, draft) = (new WriteRequest(accountId, key, actor, key), Drafts.Gift(fund, 1, today));
        return key[^1] % 2 == 0
            ? writer.Post(new EntryRequest(request, draft))
            : writer.Write(request, async session => (await session.Post(draft)).Select(entry => entry.Reference));
    }

    private static async Task UntilSomeAreWritten(Books books)
    {
        await using var db = books.Read();
        while (await db.Entries.CountAsync(entry => entry.DedicatedAccountId == books.AccountId) < Callers * 3) await Task.Delay(5);
    }

    private static async Task NothingLostOrDoubled(
        (string Key, EntryReference? Answer)[] answers, LedgerWriter writer, long accountId, Actor actor, string fund, Books books)
    {
        var entries = new List<EntryReference>();
        foreach (var (key, answer) in answers)
        {
            var again = await Gift(writer, accountId, actor, fund, books.Today, key);
            if (answer is not null) again.Value.Should().Be(answer.Value, "what was answered once is answered again");
            entries.Add(again.Value);
        }

        entries.Should().OnlyHaveUniqueItems();
        (await books.Available(fund)).Should().Be(Callers * WritesPerCaller);
        await using var db = books.Read();
        (await db.Entries.Where(entry => entry.DedicatedAccountId == accountId).Select(entry => entry.Number).Order().ToListAsync())
            .Should().Equal(Enumerable.Range(1, Callers * WritesPerCaller).Select(number => (long)number));
    }
}
