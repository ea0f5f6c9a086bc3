using System.Data.Common;
using FundLedger.Data;
using FundLedger.Data.Engines;

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
    public static async Task<TestDatabase> CreateAsync() => await (await TestServer.Current).CreateDatabaseAsync();

    public LedgerDb Read() => Factory.Create();

    public async Task<DbConnection> OpenAsync(string connectionString)
    {
        var connection = Connections.Engine.CreateConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public ValueTask DisposeAsync() => new(server.DropDatabaseAsync(Name));
}
