using System.Data.Common;
using FundLedger.Data.Engines;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Guards are taken off and put on by one function, which is the owner's.</summary>
public sealed class GuardSwitchTests
{
    [Fact]
    public async Task SetGuards_OffWithinATransaction_LetsRowsChangeAndOnRefusesAgain()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        await books.AddFundHolding(1000);
        var owner = database.Connections.Migrations;

        await database.Execute(owner, $"""
            {database.GuardsOff}
            UPDATE ledger.entry SET value_date = value_date;
            DELETE FROM ledger.posting WHERE line = 2;
            {database.GuardsOn}
            """);

        (await database.Ask<long>(database.Administrator, "SELECT count(*) FROM ledger.posting WHERE line = 2")).Should().Be(0);
        foreach (var statement in new[] { "UPDATE ledger.entry SET value_date = value_date", "DELETE FROM ledger.posting" })
        {
            var change = () => database.Execute(owner, statement);
            (await change.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain("append-only");
        }

        await using var connection = await database.Open(database.Connections.Ledger);
        (await database.Connections.Engine.GuardProblems(connection, CancellationToken.None)).Should().BeEmpty();
    }

    [Fact]
    public async Task SetGuards_Off_IsMissedByTheCheckOfGuards()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Connections.Migrations, database.GuardsOff);
        await using var connection = await database.Open(database.Connections.Ledger);

        (await database.Connections.Engine.GuardProblems(connection, CancellationToken.None))
            .Should().Contain(AppendOnlyTables.All.Select(table => $"trigger tr_{table}_append_only on ledger.{table} is disabled"))
            .And.Contain(new[]
            {
                "entry numbers", "posting sums", "lot_use lots", "fund keep_code", "ledger_account keep_code", "accounting_period moves",
                "workflow_step document", "workflow_step duty",
            }.Select(guard => guard.Split(' ')).Select(guard => $"trigger tr_{guard[0]}_{guard[1]} on ledger.{guard[0]} is disabled"));
    }

    [Fact]
    public async Task SetGuards_ByAnyoneButTheOwner_IsRefused()
    {
        await using var database = await TestDatabase.Create();
        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Reporting })
        {
            var switchOff = () => database.Execute(login, database.GuardsOff);
            (await switchOff.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain("permission");
        }
    }

    [Theory]
    [InlineData("accounting_period", "dedicated_account_id, fiscal_year, period, state", "1, 2026, 1, 0")]
    public async Task Truncate_OfPeriods_IsRefused(string table, string columns, string values)
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Connections.Migrations, $"INSERT INTO ledger.{table} ({columns}) VALUES ({values})");

        var truncate = () => database.Execute(database.Connections.Migrations, $"TRUNCATE TABLE ledger.{table}");

        await truncate.Should().ThrowAsync<DbException>();
        (await database.Ask<long>(database.Administrator, $"SELECT count(*) FROM ledger.{table}")).Should().Be(1);
    }

    [Fact]
    public async Task Truncate_OfTheSecurityLog_IsRefused()
    {
        await using var database = await TestDatabase.Create();
        var truncate = () => database.Execute(database.Connections.Migrations, "TRUNCATE TABLE access.security_event");

        await truncate.Should().ThrowAsync<DbException>();
    }

    [Theory]
    [InlineData("migration_history")]
    [InlineData("applied_script")]
    [InlineData("id_range")]
    public async Task OwnersTables_InsertedIntoByTheWriteRole_AreRefused(string table)
    {
        await using var database = await TestDatabase.Create();
        var insert = () => database.Execute(database.Connections.Ledger, $"INSERT INTO ledger.{table} SELECT * FROM ledger.{table}");

        (await insert.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain("permission");
    }
}
