using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Jobs;
using FundLedger.UseCases.Jobs.Reads;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FundLedger.IntegrationTests.Jobs;

/// <summary>Several servers on one database, and what becomes of the jobs that they share.</summary>
public sealed class JobServerTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Run_ThatFails_IsTriedTwiceMoreAndThenHasFailedForAllToSeeWithoutItsSecrets()
    {
        var books = await Books.Open(fixture.Database);
        await using var server = await JobHost.Start(
            books, JobHost.Job("breaks", _ => throw new InvalidOperationException("Password=geheim")));
        (await server.Request("breaks")).IsRefused.Should().BeFalse();

        var runs = await JobRuns.UntilOutcomes(books, "breaks", JobRunOutcome.Failed, JobRunOutcome.Failed, JobRunOutcome.Failed);
        runs.Select(run => run.Attempt).Should().Equal(1, 2, 3);
        runs.Should()
            .OnlyContain(run => run.StartedBy == books.Officer.PersonId && run.ScheduledFor == null && run.Server == JobStart.Server);
        runs.Should().OnlyContain(run => JobMessage.FromStored(run.Message!).ToString() == "Broke(InvalidOperationException)");
        await JobRuns.Eventually(() => server.FailedInTheJobServer() == 1);
        (await JobRuns.EverythingStored(fixture.Database)).Should().NotContain(text => text.Contains("geheim", StringComparison.Ordinal))
            .And.HaveCountGreaterThan(3);
    }

    [Fact]
    public async Task Run_ThatIsRefused_FailsWithTheRefusal()
    {
        var books = await Books.Open(fixture.Database);
        var refused = new Job("refused", "JobOfATest", "0 3 1 1 *", (_, _, _) =>
            Task.FromResult<Domain.Result<JobMessage>>(LedgerRefusals.EntryNotFound(new EntryReference(2026, 9))));
        await using var server = JobHost.Create(books, refused);

        var ended = (await server.Run("refused")).Value;
        (ended.Outcome, ended.Message.Code).Should().Be((JobRunOutcome.Failed, nameof(LedgerRefusals.EntryNotFound)));
        var run = (await JobRuns.Of(books, "refused")).Should().ContainSingle().Subject;
        run.Message.Should().Be("""["EntryNotFound","2026/9"]""");
    }

    [Fact]
    public async Task Run_WhileAnotherGoesOnAnywhere_IsSkippedAndByHandRefused()
    {
        var books = await Books.Open(fixture.Database);
        var (release, inside, most) = (new TaskCompletionSource(), 0, 0);
        var slow = JobHost.Job("slow", async stop =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await release.Task.WaitAsync(stop);
            Interlocked.Decrement(ref inside);
        });
        await using var first = await JobHost.Start(books, slow);
        await using var second = await JobHost.Start(books, slow);

        await first.Request("slow");
        await JobRuns.UntilOutcomes(books, "slow", JobRunOutcome.Running);
        await first.Request("slow");
        await second.Request("slow");
        await JobRuns.Until(books, "slow", runs => runs.Count(run => run.Outcome == JobRunOutcome.Skipped) == 2);
        (await second.Run("slow")).RefusalCode().Should().Be(nameof(JobRefusals.JobAlreadyRunning));
        release.SetResult();
        await JobRuns.UntilOutcomes(
            books, "slow", JobRunOutcome.Succeeded, JobRunOutcome.Skipped, JobRunOutcome.Skipped, JobRunOutcome.Skipped);

        (await second.Run("slow")).Value.Outcome.Should().Be(JobRunOutcome.Succeeded, "the lock is free again");
        most.Should().Be(1);
    }

    [Fact]
    public async Task Schedule_AfterThreeMissedNights_RunsOnceForTheLastOfThem()
    {
        var books = await Books.Open(fixture.Database);
        var nightly = JobHost.Job("nightly", _ => Task.CompletedTask, "0 3 * * *");
        await using (var before = await JobHost.Start(books, nightly)) before.LastRan("nightly", Now() - Duration.FromDays(4));

        await using var first = await JobHost.Start(books, nightly);
        await using var second = await JobHost.Start(books, nightly);
        var run = (await JobRuns.UntilOutcomes(books, "nightly", JobRunOutcome.Succeeded)).Single();
        run.ScheduledFor.Should().Be(nightly.LastUntil(run.StartedAt));
        first.Planned().Should().ContainSingle(planned => planned.Id.EndsWith(":nightly") && planned.NextExecution > Now().ToDateTimeUtc());
        // Two more looks at the schedule by each server find nothing that is due.
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        (await JobRuns.Of(books, "nightly")).Should().HaveCount(1);
    }

    [Fact]
    public async Task Server_StoppedWhileAJobRuns_GivesItBackAndTheNextOneRunsItAgain()
    {
        var books = await Books.Open(fixture.Database);
        var patient = true;
        var job = JobHost.Job("long", stop => patient ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask);
        var stopped = await JobHost.Start(books, job);
        await stopped.Request("long");
        await JobRuns.UntilOutcomes(books, "long", JobRunOutcome.Running);
        await stopped.DisposeAsync();
        var interrupted = (await JobRuns.Of(books, "long")).Single();
        (interrupted.Outcome, interrupted.Message).Should().Be((JobRunOutcome.Interrupted, """["Stopped"]"""));

        patient = false;
        await using var next = await JobHost.Start(books, job);
        await JobRuns.UntilOutcomes(books, "long", JobRunOutcome.Interrupted, JobRunOutcome.Succeeded);
    }

    [PostgreSqlFact]
    public async Task Job_TakenFromAServerThatIsOnlySlow_IsRunByTheOtherAfterwardsAndNotBeside()
    {
        var books = await Books.Open(fixture.Database);
        var (runs, inside, most) = (0, 0, 0);
        var slow = JobHost.Job("slow", async stop =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            try
            {
                if (Interlocked.Increment(ref runs) == 1) await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                Interlocked.Decrement(ref inside);
            }
        });
        await using var first = await JobHost.Start(books, slow);
        await first.Request("slow");
        await JobRuns.UntilOutcomes(books, "slow", JobRunOutcome.Running);
        await using var second = await JobHost.Start(books, slow);

        await fixture.Database.Execute(
            fixture.Database.Connections.Ledger, "UPDATE jobs.jobqueue SET fetchedat = fetchedat - interval '1 hour'");
        await JobRuns.UntilOutcomes(books, "slow", JobRunOutcome.Interrupted, JobRunOutcome.Succeeded);
        most.Should().Be(1);
    }

    [Fact]
    public async Task Job_NoLongerListed_LeavesTheSchedule_AndAnotherAccountsStays()
    {
        var (books, other) = (await Books.Open(fixture.Database), await Books.Open(fixture.Database));
        var (kept, gone) = (JobHost.Job("kept", _ => Task.CompletedTask), JobHost.Job("gone", _ => Task.CompletedTask));
        await using (await JobHost.Start(other, gone)) await using (await JobHost.Start(books, kept, gone)) { }

        await using var server = await JobHost.Start(books, kept);
        server.Planned().Select(job => job.Id).Where(id => id.StartsWith($"account-{books.AccountId}:", StringComparison.Ordinal)).Should()
            .Equal($"account-{books.AccountId}:kept");
        server.Planned().Select(job => job.Id).Should().Contain($"account-{other.AccountId}:gone");
    }

    [Fact]
    public async Task Request_ForOneAccount_IsNotRunByAnothersServer()
    {
        var (books, other) = (await Books.Open(fixture.Database), await Books.Open(fixture.Database));
        var job = JobHost.Job("own", _ => Task.CompletedTask);
        await using var others = await JobHost.Start(other, job);
        await using var own = JobHost.Create(books, job);
        await own.Request("own");
        await others.Request("own");
        await JobRuns.UntilOutcomes(other, "own", JobRunOutcome.Succeeded);
        (await JobRuns.Of(books, "own")).Should().BeEmpty();
    }

    [Fact]
    public async Task Request_ByWhoMayNotOrForNoJob_IsRefusedAndRunsNothing()
    {
        var books = await Books.Open(fixture.Database);
        await using var server = JobHost.Create(books, JobHost.Job("own", _ => Task.CompletedTask));
        var auditor = books.Officer with { Policies = Policies.Granted([Domain.People.Role.Auditor.Code], mayMoveMoney: true) };

        (await server.Request("own", auditor)).RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        (await server.Run("own", auditor)).RefusalCode().Should().Be(nameof(AuthorizationRefusals.NotPermitted));
        (await server.Request("no-such-job")).RefusalCode().Should().Be(nameof(JobRefusals.JobNotFound));
        (await JobRuns.Of(books, "own")).Should().BeEmpty();
    }

    [Fact]
    public async Task List_OfRuns_IsFilteredAndPagedNewestFirst()
    {
        var books = await Books.Open(fixture.Database);
        var broken = true;
        await using var server = JobHost.Create(books, JobHost.Job("own", _ => broken ? throw new TimeoutException() : Task.CompletedTask),
            JobHost.Job("idle", _ => Task.CompletedTask));
        await server.Run("own");
        broken = false;
        for (var run = 0; run < Paging.DefaultSize; run++) await server.Run("own");
        var list = server.Services.GetRequiredService<JobRunList>();

        (await list.Read(books.Officer, new JobRunFilter(), 1, default)).Value.Should()
            .Match<PageOf<JobRunRow>>(page => page.Total == Paging.DefaultSize + 1 && page.Rows[0].Outcome == JobRunOutcome.Succeeded);
        (await list.Read(books.Officer, new JobRunFilter(), 2, default)).Value.Rows.Should().ContainSingle().Which.Outcome.Should()
            .Be(JobRunOutcome.Failed);
        (await list.Read(books.Officer, new JobRunFilter("own", JobRunOutcome.Failed), 1, default)).Value.Rows.Should().ContainSingle()
            .Which.StartedBy.Should().Be(books.Officer.Name);
        (await list.Read(books.Officer, new JobRunFilter("idle"), 1, default)).Value.Total.Should().Be(0);
        var now = Now();
        var rows = (await list.Jobs(books.Officer, new JobTable(
            [JobHost.Job("own", _ => Task.CompletedTask), JobHost.Job("idle", _ => Task.CompletedTask)]), now, default)).Value;
        rows.Select(row => row.LastRun?.Outcome).Should().Equal(JobRunOutcome.Succeeded, null);
        rows.Should().OnlyContain(row => row.NextRun > now);
    }

    private static Instant Now() => SystemClock.Instance.GetCurrentInstant();
}
