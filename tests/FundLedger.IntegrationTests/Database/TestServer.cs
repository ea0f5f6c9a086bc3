using System.Globalization;
using FundLedger.Data;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// The one database server of a test assembly: a private PostgreSQL that is started with the first test that needs it
/// and stopped with the last one, or the SQL Server that <c>FUNDLEDGER_TEST_SQLSERVER</c> names.
/// </summary>
public abstract class TestServer
{
    public const string SqlServerVariable = "FUNDLEDGER_TEST_SQLSERVER";

    private static readonly Lazy<Task<TestServer>> Started = new(StartAsync);
    private static int databases;

    /// <summary>The connection string of the SQL Server to test on; null: PostgreSQL.</summary>
    public static string? SqlServer { get; } = Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } text ? text : null;

    internal static Task<TestServer> Current => Started.Value;

    /// <summary>Stops what was started; nothing when no test needed a server.</summary>
    internal static async Task StopAsync()
    {
        if (Started.IsValueCreated) await (await Started.Value).StopServerAsync();
    }

    internal abstract Task<TestDatabase> CreateDatabaseAsync();

    internal abstract Task DropDatabaseAsync(string name);

    protected virtual Task StopServerAsync() => Task.CompletedTask;

    /// <summary>A name no other test process takes.</summary>
    protected static string NextName(string stem) => string.Create(
        CultureInfo.InvariantCulture, $"fundledger_{stem}_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");

    /// <summary>Brings a database to the newest version as its owner.</summary>
    protected static async Task MigrateAsync(DatabaseEngine engine, string connection)
    {
        await using (var ledger = new LedgerDb(LedgerDbFactory.Options(engine, connection))) await ledger.Database.MigrateAsync();
        var options = new DbContextOptionsBuilder<AccessDb>();
        engine.Configure(options, connection, AccessDb.Schema);
        await using var access = new AccessDb(options.Options);
        await access.Database.MigrateAsync();
    }

    private static async Task<TestServer> StartAsync() =>
        SqlServer is { } connection ? new SqlServerTestServer(connection) : await PostgreSqlTestServer.StartAsync();
}
