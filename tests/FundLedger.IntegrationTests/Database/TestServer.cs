using System.Globalization;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.PostgreSql;
using FundLedger.SqlServer;

namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// The one database server of a test assembly: a private PostgreSQL that is started with the first test that needs it
/// and stopped with the last one, or the SQL Server that <c>FUNDLEDGER_TEST_SQLSERVER</c> names.
/// </summary>
public abstract class TestServer
{
    public const string SqlServerVariable = "FUNDLEDGER_TEST_SQLSERVER";

    private static readonly Lazy<Task<TestServer>> Started = new(Start);
    private static int databases;

    /// <summary>The connection string of the SQL Server to test on; null: PostgreSQL.</summary>
    public static string? SqlServer { get; } = Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } text ? text : null;

    /// <summary>The engine the tests run on.</summary>
    public static DatabaseEngine Engine { get; } = SqlServer is null ? new PostgreSqlEngine() : new SqlServerEngine();

    internal static Task<TestServer> Current => Started.Value;

    /// <summary>Stops what was started; nothing when no test needed a server.</summary>
    internal static async Task Stop()
    {
        if (Started.IsValueCreated) await (await Started.Value).StopServer();
    }

    internal abstract Task<TestDatabase> CreateDatabase();

    internal abstract Task DropDatabase(string name);

    protected virtual Task StopServer() => Task.CompletedTask;

    /// <summary>A name no other test process takes.</summary>
    protected static string NextName(string stem) => string.Create(
        CultureInfo.InvariantCulture, $"fundledger_{stem}_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");

    /// <summary>Brings a database to the newest version as its owner.</summary>
    protected static async Task Migrate(DatabaseEngine engine, string connection)
    {
        await new DatabaseMigration(engine, connection)
            .Apply(NodaTime.SystemClock.Instance, new Progress<string>(), CancellationToken.None);
        await engine.PrepareJobStorage(connection, CancellationToken.None);
    }

    private static async Task<TestServer> Start() =>
        SqlServer is { } connection ? new SqlServerTestServer(connection) : await PostgreSqlTestServer.Start();
}
