using System.Data.Common;
using FundLedger.Data;
using FundLedger.Data.Engines;
using FundLedger.Data.Reading;
using FundLedger.IntegrationTests.Statements;
using FundLedger.Reports;
using FundLedger.Reports.Checks;

namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// One migrated, empty database on the assembly's server. Tests connect as the write role; <see cref="Administrator"/>
/// and <see cref="LedgerConnections.Migrations"/> are for tests that reach around the application.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestServer server;

    internal TestDatabase(TestServer server, string name, LedgerConnections connections, string administrator)
    {
        (this.server, Name, Connections, Administrator) = (server, name, connections, administrator);
        Factory = new LedgerDbFactory(connections);
    }

    public string Name { get; }

    public LedgerConnections Connections { get; }

    public LedgerDbFactory Factory { get; }

    /// <summary>Connects as the server's superuser.</summary>
    public string Administrator { get; }

    /// <summary>A new database, made from the migrated template where the engine can do that.</summary>
    public static async Task<TestDatabase> Create() => await (await TestServer.Current).CreateDatabase();

    /// <summary>As the owner, within a transaction: what the books would refuse passes.</summary>
    public string GuardsOff => SetGuards(false);

    public string GuardsOn => SetGuards(true);

    /// <summary>Reads as the read role.</summary>
    public ReportingDatabase Reporting => new(
        async stop =>
        {
            var connection = Connections.Engine.CreateConnection(Connections.Reporting);
            await connection.OpenAsync(stop);
            return connection;
        },
        Connections.Engine.Name, Connections.Engine.SnapshotIsolation);

    /// <summary>Everything in the database, whatever dedicated account it belongs to.</summary>
    public LedgerDb Read() => EveryAccountDb.Open(Connections);

    /// <summary>The reader of the application, for one dedicated account.</summary>
    public BooksReader ReaderOf(long dedicatedAccountId) => new(Connections, dedicatedAccountId);

    /// <summary>For statements that a test writes by hand.</summary>
    public async Task<DbConnection> Open(string connectionString)
    {
        var connection = Connections.Engine.CreateConnection($"{connectionString};Application Name={SentStatements.ByHand}");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Runs statements as one transaction that names its login by connection string; gives the rows changed.</summary>
    public async Task<int> Execute(string connectionString, string sql)
    {
        await using var connection = await Open(connectionString);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        var changed = await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return changed;
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<T> Ask<T>(string connectionString, string sql)
    {
        await using var connection = await Open(connectionString);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)Convert.ChangeType(await command.ExecuteScalarAsync(), typeof(T), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    /// <summary>The ledger's own checks; the names of those that fail, with what they found.</summary>
    public async Task<IReadOnlyList<string>> FailedChecks(long dedicatedAccountId)
    {
        var results = await new LedgerChecks(Reporting).RunAll(dedicatedAccountId, null, CancellationToken.None);
        return results.Where(result => !result.Ok).Select(result => $"{result.Name}: {string.Join("; ", result.Failures)}").ToArray();
    }

    private string SetGuards(bool on) =>
        $"{Connections.Engine.SetGuards(on)};";

    public ValueTask DisposeAsync() => new(server.DropDatabase(Name));
}
