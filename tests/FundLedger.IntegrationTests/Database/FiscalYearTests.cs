using System.Data.Common;
using FundLedger.Data.Migrating;
using NodaTime;

namespace FundLedger.IntegrationTests.Database;

/// <summary>A few years ahead have partitions; the owner adds the next, and a year without one is booked all the same.</summary>
public sealed class FiscalYearTests
{
    private const int Far = 2077;

    [Fact]
    public async Task AddFiscalYear_ByTheOwner_GivesItAPlaceOnce()
    {
        await using var database = await TestDatabase.Create();
        await using var owner = await database.Open(database.Connections.Migrations);
        var engine = database.Connections.Engine;
        var before = await engine.HasFiscalYear(owner, Far, CancellationToken.None);

        await engine.AddFiscalYear(owner, Far, CancellationToken.None);
        await engine.AddFiscalYear(owner, Far, CancellationToken.None);

        before.Should().BeFalse();
        (await engine.HasFiscalYear(owner, Far, CancellationToken.None)).Should().BeTrue();
        (await engine.GuardProblems(owner, CancellationToken.None)).Should().BeEmpty("a new partition is guarded as the others are");
    }

    [Fact]
    public async Task AddFiscalYear_ByTheWriteRole_IsRefused()
    {
        await using var database = await TestDatabase.Create();
        await using var writer = await database.Open(database.Connections.Ledger);
        var add = () => database.Connections.Engine.AddFiscalYear(writer, Far, CancellationToken.None);

        (await add.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain("permission");
    }

    [PostgreSqlFact]
    public async Task MissingFiscalYear_WithAndWithoutAPartition_IsSeenAndMigrateAddsIt()
    {
        await using var database = await TestDatabase.Create();
        await using var owner = await database.Open(database.Connections.Migrations);
        var engine = database.Connections.Engine;
        (await DatabaseMigration.MissingFiscalYear(engine, owner, CancellationToken.None)).Should().BeNull();
        var next = SystemClock.Instance.GetCurrentInstant().InUtc().Year + 1;
        await database.Execute(database.Connections.Migrations, $"DROP TABLE ledger.entry_{next}; DROP TABLE ledger.posting_{next}");

        (await DatabaseMigration.MissingFiscalYear(engine, owner, CancellationToken.None)).Should().Be(next);
        await new DatabaseMigration(engine, database.Connections.Migrations)
            .Apply(NodaTime.SystemClock.Instance, new Progress<string>(), CancellationToken.None);
        (await DatabaseMigration.MissingFiscalYear(engine, owner, CancellationToken.None)).Should().BeNull();
    }

    [PostgreSqlFact]
    public async Task AddFiscalYear_ThatHasEntries_LeavesThemWhereTheyAre()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Connections.Migrations, $"""
            {database.GuardsOff}
            INSERT INTO ledger.entry (dedicated_account_id, fiscal_year, number, kind, period, booking_date, value_date, recorded_at,
                actor_id, text_id, description_commitment, posting_count, leaf_index)
            VALUES (1, {Far}, 1, 1, 1, '{Far}-01-02', '{Far}-01-02', now(), 1, 1, sha256('x'), 2, 0);
            {database.GuardsOn}
            """);

        (await database.Ask<bool>(database.Connections.Migrations, $"SELECT ledger.add_fiscal_year({Far})")).Should().BeFalse();
        (await database.Ask<long>(database.Administrator, $"SELECT count(*) FROM ledger.entry WHERE fiscal_year = {Far}")).Should()
            .Be(1);
    }
}
