using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>What only a server can show; the rest of this assembly runs on it too when there is one.</summary>
public sealed class SqlServerServerTests
{
    [SqlServerFact]
    public async Task Database_OfAnyCollation_ServesEveryCheckAndList()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        await books.AddFundHolding(100);

        (await database.Ask<string>(
            database.Administrator, "SELECT CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS nvarchar(200))"))
            .Should().NotBe(SqlServerStatements.Collation, "in a database of the ledger's own collation nothing would be shown");
        (await database.FailedChecks(books.AccountId)).Should().BeEmpty();
    }

    [SqlServerFact]
    public async Task Move_WithNoCountOn_IsNotTakenForSomebodyElsesWrite()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        await using var db = database.Read();
        var head = await db.SeriesHeads.AsNoTracking().SingleAsync(stored => stored.DedicatedAccountId == books.AccountId);
        await using var connection = await database.Open(database.Connections.Ledger);
        await using var command = connection.CreateCommand();
        command.CommandText = "SET NOCOUNT ON";
        await command.ExecuteNonQueryAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var next = head.Copy();
        next.LastId++;

        await database.Connections.Engine.Apply(
            transaction, [new HeadAdvance("ledger.series_head", head, next)], CancellationToken.None);

        await transaction.CommitAsync();
        (await db.SeriesHeads.AsNoTracking().SingleAsync(stored => stored.DedicatedAccountId == books.AccountId)).LastId.Should()
            .Be(next.LastId);
    }

    [SqlServerFact]
    public async Task Session_ThatWasKilled_LeavesAnErrorThatMayBeTriedAgain()
    {
        await using var database = await TestDatabase.Create();
        await using var connection = await database.Open(database.Connections.Ledger);
        await using var transaction = await connection.BeginTransactionAsync();
        await database.Ask<long>(database.Administrator, EngineSql.Current.EndConnections);
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, "SELECT 1");

        var asking = () => command.ExecuteScalarAsync();

        (await asking.Should().ThrowAsync<Exception>()).Which.Should()
            .Match<Exception>(error => database.Connections.Engine.Classify(error) == WriteFailure.Transient);
    }

    [SqlServerFact]
    public async Task Options_ThatAreOff_AreNamedAsStatementsThatTurnThemOn()
    {
        await using var database = await TestDatabase.Create();
        await using var connection = await database.Open(database.Administrator);
        (await database.Connections.Engine.MissingOptions(connection, CancellationToken.None)).Should().BeEmpty();
        await using var command = connection.CreateCommand();
        command.CommandText = $"ALTER DATABASE {database.Name} SET ALLOW_SNAPSHOT_ISOLATION OFF";
        await command.ExecuteNonQueryAsync();

        (await database.Connections.Engine.MissingOptions(connection, CancellationToken.None))
            .Should().Equal($"ALTER DATABASE [{database.Name}] SET ALLOW_SNAPSHOT_ISOLATION ON;");
    }
}
