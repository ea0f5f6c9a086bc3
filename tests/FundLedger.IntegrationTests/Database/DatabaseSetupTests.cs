using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Web.Books;

namespace FundLedger.IntegrationTests.Database;

/// <summary>A database that cannot be used as it is, is refused with what has to be done.</summary>
public sealed class DatabaseSetupTests
{
    private static readonly IProgress<string> Silent = new Progress<string>();

    [Fact]
    public async Task Start_OnADatabaseWithoutItsSettings_IsRefusedWithTheStatementsToRun()
    {
        await using var database = await TestDatabase.Create();
        var lacking = database.Connections with { Engine = new LackingSettings(database.Connections.Engine) };

        var atMigration = await DatabaseSetup.Migrate(lacking, Silent, CancellationToken.None);
        var atStart = await DatabaseSetup.CheckLogin(lacking, Silent, CancellationToken.None);

        foreach (var refusal in new[] { atMigration, atStart })
        {
            refusal!.Code.Should().Be(nameof(DatabaseRefusals.DatabaseOptionsMissing));
            refusal.Arguments.Should().Equal("ALTER DATABASE [a] SET ONE ON; ALTER DATABASE [a] SET OTHER ON;");
        }
    }

    [Fact]
    public async Task Migrate_ByALoginWithoutRights_SaysThatTheLoginMayNot()
    {
        await using var database = await TestDatabase.Create();
        var connections = database.Connections with { Migrations = database.Connections.Reporting };
        await database.Execute(database.Administrator, "DELETE FROM ledger.migration_history");

        (await DatabaseSetup.Migrate(connections, Silent, CancellationToken.None))!.Code.Should()
            .Be(nameof(DatabaseRefusals.MigrationNotPermitted));
    }

    [Fact]
    public async Task Migrate_OverTablesThatAreThere_SaysWhatFailedAndBlamesNoLogin()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Administrator, "DELETE FROM ledger.migration_history");

        (await DatabaseSetup.Migrate(database.Connections, Silent, CancellationToken.None))!.Code.Should()
            .Be(nameof(DatabaseRefusals.MigrationFailed));
    }

    [Fact]
    public async Task Migrate_WithoutAServer_SaysThatItCannotBeReached()
    {
        var nowhere = TestServer.SqlServer is null ? "Host=127.0.0.1;Port=1;Username=x;Timeout=5"
            : "Server=tcp:127.0.0.1,1;Connect Timeout=5;Encrypt=false";
        var connections = new LedgerConnections(TestServer.Engine, nowhere, nowhere, nowhere);

        (await DatabaseSetup.Migrate(connections, Silent, CancellationToken.None))!.Code.Should()
            .Be(nameof(DatabaseRefusals.DatabaseNotReachable));
    }

    private sealed class LackingSettings(DatabaseEngine inner) : ForwardingEngine(inner)
    {
        public override Task<IReadOnlyList<string>> MissingOptions(DbConnection connection, CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<string>>(["ALTER DATABASE [a] SET ONE ON;", "ALTER DATABASE [a] SET OTHER ON;"]);
    }
}
