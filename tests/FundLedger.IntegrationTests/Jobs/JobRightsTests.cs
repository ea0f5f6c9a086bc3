using System.Data.Common;
using FundLedger.Domain.Jobs;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Jobs;

/// <summary>Who may touch the runs and the job server's tables.</summary>
public sealed class JobRightsTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly TestDatabase database = fixture.Database;

    [Theory]
    [InlineData("job = 'other'")]
    [InlineData("scheduled_for = started_at")]
    [InlineData("server = 'elsewhere'")]
    [InlineData("attempt = 7")]
    [InlineData("started_by = started_by + 1")]
    [InlineData("started_at = '2026-01-01'")]
    [InlineData("outcome = 3")]
    [InlineData("message = NULL")]
    [InlineData("ended_at = NULL, outcome = 1")]
    [InlineData("ended_at = '2099-01-01'")]
    public async Task Run_ThatHasEnded_IsChangedByNobody(string change)
    {
        await using var server = JobHost.Create(fixture.Books, JobHost.Job("own", _ => Task.CompletedTask));
        (await server.Run("own")).Value.Outcome.Should().Be(JobRunOutcome.Succeeded);
        await RefusedToAll($"UPDATE ledger.job_run SET {change} WHERE job = 'own'");
    }

    [Fact]
    public async Task Run_OfAnyKind_IsDeletedByNobody()
    {
        await using var server = JobHost.Create(fixture.Books, JobHost.Job("own", _ => Task.CompletedTask));
        await server.Run("own");
        await RefusedToAll("DELETE FROM ledger.job_run WHERE job = 'own'");
        await RefusedToAll("TRUNCATE TABLE ledger.job_run");
    }

    [Fact]
    public async Task Run_ThatGoesOn_IsOnlyEnded()
    {
        var release = new TaskCompletionSource();
        await using var server = JobHost.Create(fixture.Books, JobHost.Job("open", _ => release.Task));
        var run = server.Run("open");
        await JobRuns.Until(fixture.Books, "open", runs => runs.Any(open => open.Outcome == JobRunOutcome.Running));

        await RefusedToAll("UPDATE ledger.job_run SET attempt = 2 WHERE job = 'open' AND ended_at IS NULL");
        await RefusedToAll("UPDATE ledger.job_run SET ended_at = started_at WHERE job = 'open' AND ended_at IS NULL");
        await RefusedToAll("UPDATE ledger.job_run SET outcome = 2 WHERE job = 'open' AND ended_at IS NULL");
        release.SetResult();
        (await run).Value.Outcome.Should().Be(JobRunOutcome.Succeeded);
    }

    [PostgreSqlFact]
    public async Task JobServersTables_AreTheWritersAloneAndMadeAgainWithoutHarm()
    {
        var (read, write, owner) = (database.Connections.Reporting, database.Connections.Ledger, database.Connections.Migrations);
        (await database.Ask<long>(read, "SELECT count(*) FROM ledger.job_run")).Should().BeGreaterThanOrEqualTo(0);
        (await database.Ask<long>(database.Administrator, Tables)).Should().BeGreaterThan(5, "an empty schema would prove nothing");
        (await database.Ask<bool>(read, "SELECT has_schema_privilege('jobs', 'USAGE')")).Should().BeFalse();
        (await database.Ask<long>(read, $"{Tables} AND has_table_privilege(pg_class.oid, 'SELECT, INSERT, UPDATE, DELETE')")).Should()
            .Be(0);
        (await database.Ask<bool>(
            write, "SELECT has_schema_privilege('jobs', 'USAGE') AND NOT has_schema_privilege('jobs', 'CREATE')")).Should().BeTrue();
        (await database.Ask<long>(write, $"{Tables} AND has_table_privilege(pg_class.oid, 'TRUNCATE')")).Should().Be(0);

        await database.Connections.Engine.PrepareJobStorage(owner, CancellationToken.None);
        await database.Connections.Engine.PrepareJobStorage(owner, CancellationToken.None);
        await using var server = await JobHost.Start(fixture.Books, JobHost.Job("after", _ => Task.CompletedTask));
        await server.Request("after");
        await JobRuns.UntilOutcomes(fixture.Books, "after", JobRunOutcome.Succeeded);
    }

    [PostgreSqlFact]
    public async Task Lock_WhoseSessionTheServerEnds_TellsWhoHoldsIt()
    {
        var connections = database.Connections;
        await using var held = await Data.Engines.SessionLock.TryTake(connections.Engine, connections.Ledger, "lost", default);
        (await Data.Engines.SessionLock.TryTake(connections.Engine, connections.Ledger, "lost", default)).Should().BeNull();
        await database.Ask<bool>(database.Administrator, """
            SELECT pg_terminate_backend(pg_stat_activity.pid) FROM pg_locks JOIN pg_stat_activity ON pg_stat_activity.pid = pg_locks.pid
            WHERE locktype = 'advisory' AND datname = current_database()
            """);
        var lost = new TaskCompletionSource();
        await using (held!.Lost.Register(lost.SetResult)) await lost.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await using var next = await Data.Engines.SessionLock.TryTake(connections.Engine, connections.Ledger, "lost", default);
        next.Should().NotBeNull();
    }

    private const string Tables =
        "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = 'jobs' AND relkind = 'r'";

    private async Task RefusedToAll(string statement)
    {
        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Reporting, database.Connections.Migrations })
        {
            var act = () => database.Execute(login, statement);
            await act.Should().ThrowAsync<DbException>(statement);
        }
    }
}
