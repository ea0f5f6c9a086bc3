using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;

namespace FundLedger.IntegrationTests.Jobs;

/// <summary>What becomes of a run when not its work breaks but what is around it.</summary>
public sealed class JobFaultTests
{
    [Fact]
    public async Task Run_ThatCannotTakeItsLock_FailsInTheJobServerWithoutTheErrorsWords()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        var engine = new LockEngine(database.Connections.Engine) { Broken = true };
        await using var server = await JobHost.Start(
            books, database.Connections with { Engine = engine }, JobHost.Job("locked-out", _ => Task.CompletedTask));

        await server.Request("locked-out");

        await JobRuns.Eventually(() => server.FailedInTheJobServer() == 1);
        var stored = await JobRuns.EverythingStored(database);
        stored.Should().Contain(text => text.Contains("Broke(InvalidOperationException)", StringComparison.Ordinal))
            .And.NotContain(text => text.Contains(LockEngine.Secret, StringComparison.Ordinal));
        (await JobRuns.Of(books, "locked-out")).Should().BeEmpty();
    }

    [Fact]
    public async Task Run_WhoseLockWasLost_IsClosedByTheNextOneAndThenEndsQuietly()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        var engine = new LockEngine(database.Connections.Engine);
        var (inside, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var job = JobHost.Job("slow", async stop =>
        {
            if (!inside.TrySetResult()) return;
            // Sees that it is to end, but takes its time.
            await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => go.Task, TaskScheduler.Default).Unwrap();
            stop.ThrowIfCancellationRequested();
        });
        await using var first = JobHost.Create(books, database.Connections with { Engine = engine }, job);
        await using var second = JobHost.Create(books, job);

        var slow = first.Run("slow");
        await inside.Task;
        await engine.Taken!.CloseAsync();
        (await second.Run("slow")).Value.Outcome.Should().Be(JobRunOutcome.Succeeded);
        go.SetResult();

        var ended = (await slow).Value;
        (ended.Outcome, ended.Message.Code).Should().Be((JobRunOutcome.Interrupted, "LockLost"));
        (await JobRuns.Of(books, "slow")).Select(run => run.Outcome).Should().Equal(JobRunOutcome.Abandoned, JobRunOutcome.Succeeded);
    }

    [Fact]
    public async Task Run_ByWhoMayNot_IsRefusedBeforeALockIsAskedFor()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        var engine = new LockEngine(database.Connections.Engine) { Broken = true };
        await using var host = JobHost.Create(
            books, database.Connections with { Engine = engine }, JobHost.Job("own", _ => Task.CompletedTask));
        var auditor = books.Officer with { Policies = Policies.Granted([Role.Auditor.Code], mayMoveMoney: true) };

        (await host.Run("own", auditor)).RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        engine.Asked.Should().Be(0);
    }

    [Fact]
    public async Task Lock_WhoseSessionIsGone_IsLostAndStillGivenBack()
    {
        await using var database = await TestDatabase.Create();
        var engine = new LockEngine(database.Connections.Engine);
        var held = await SessionLock.TryTake(engine, database.Connections.Ledger, "mine", default);

        // What the driver says of a closed connection is no error of the database's.
        await engine.Taken!.CloseAsync();
        var lost = new TaskCompletionSource();
        await using (held!.Lost.Register(lost.SetResult)) await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await held.DisposeAsync();

        await using var again = await SessionLock.TryTake(engine, database.Connections.Ledger, "mine", default);
        again.Should().NotBeNull();
    }

    /// <summary>Keeps the session that holds the lock, or has none to give.</summary>
    private sealed class LockEngine(DatabaseEngine inner) : ForwardingEngine(inner)
    {
        public const string Secret = "Host=db.geheim";

        public bool Broken { get; init; }

        public int Asked { get; private set; }

        public DbConnection? Taken { get; private set; }

        public override async Task<DbConnection?> TryLock(string connectionString, string name, CancellationToken stop)
        {
            Asked++;
            if (Broken) throw new InvalidOperationException(Secret);
            return Taken = await base.TryLock(connectionString, name, stop);
        }
    }
}
