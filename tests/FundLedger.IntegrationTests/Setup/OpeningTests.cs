using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.Web.Books;

namespace FundLedger.IntegrationTests.Setup;

/// <summary>Which books a process serves, and what it says of a database it cannot serve.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task Open_BooksOfADatabase_AreTheOnlyOnesOrTheOnesNamed()
    {
        await using var database = await TestDatabase.Create();
        (await Open(database.Connections)).Refusal.Should().Be(DatabaseRefusals.NoBooksYet());

        var setup = new AccountSetup(database.Factory, SteppingClock.InJuly2026());
        await setup.Create("taichung", "臺中", "Taichung", Currency.Twd);
        (await Open(database.Connections)).Value.Code.Should().Be("taichung");

        await setup.Create("tainan", "臺南", "Tainan", Currency.Twd);
        (await Open(database.Connections)).Refusal.Should().Be(DatabaseRefusals.BooksNotChosen("taichung, tainan"));
        (await Open(database.Connections, "tainan")).Value.Code.Should().Be("tainan");
        (await Open(database.Connections, "hualien")).Refusal.Should().Be(DatabaseRefusals.BooksNotFound("hualien", "taichung, tainan"));
    }

    [Fact]
    public async Task Open_ADatabaseWithoutItsTables_IsRefused()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Connections.Migrations, "DROP TABLE ledger.dedicated_account CASCADE");
        (await Open(database.Connections)).Refusal.Should().Be(DatabaseRefusals.DatabaseNotMigrated());
    }

    [Fact]
    public async Task Open_ADatabaseThereIsNot_IsRefused()
    {
        var database = await TestDatabase.Create();
        await database.DisposeAsync();
        (await Open(database.Connections)).RefusalCode().Should().Be(nameof(DatabaseRefusals.DatabaseNotReachable));
    }

    [Fact]
    public async Task CheckLogin_OfTheWriteRole_IsNotRefused_AndOfTheOwnerIs()
    {
        await using var database = await TestDatabase.Create();
        (await DatabaseSetup.CheckLogin(database.Connections, new Progress<string>(), default)).Should().BeNull();
        var owner = database.Connections with { Ledger = database.Connections.Migrations };
        (await DatabaseSetup.CheckLogin(owner, new Progress<string>(), default))!.Code
            .Should().Be(nameof(DatabaseRefusals.LedgerLoginCanAlterEntries));
    }

    [Fact]
    public async Task Migrate_ByALoginThatMayOnlyRead_IsRefused()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Connections.Migrations, "DROP TABLE ledger.dedicated_account CASCADE");
        var reader = database.Connections with { Migrations = database.Connections.Reporting };
        (await DatabaseSetup.Migrate(reader, new Progress<string>(), default))!.Code
            .Should().Be(nameof(DatabaseRefusals.MigrationNotPermitted));
    }

    private static Task<Domain.Result<UseCases.Accounts.ServedAccount>> Open(LedgerConnections connections, string? code = null) =>
        DatabaseSetup.Open(connections, code, default);
}
