using FundLedger.Data.Engines;
using FundLedger.PostgreSql;
using FundLedger.PostgreSql.Embedded;
using Npgsql;

namespace FundLedger.IntegrationTests.Database;

/// <summary>A private cluster, one migrated template in it, and a copy of the template for each test class.</summary>
internal sealed class PostgreSqlTestServer : TestServer
{
    private readonly EmbeddedCluster cluster;
    private readonly string template;

    private PostgreSqlTestServer(EmbeddedCluster cluster, string template) => (this.cluster, this.template) = (cluster, template);

    internal static async Task<PostgreSqlTestServer> Start()
    {
        var cluster = await TestCluster.Start();
        var template = NextName("template");
        await CreateMigrated(cluster, template);
        return new PostgreSqlTestServer(cluster, template);
    }

    /// <summary>A migrated database on another cluster than the shared one, for tests that harm their server.</summary>
    internal static async Task<TestDatabase> Migrated(EmbeddedCluster cluster)
    {
        var name = NextName("test");
        await CreateMigrated(cluster, name);
        return Database(new PostgreSqlTestServer(cluster, name), name);
    }

    /// <summary>A database with nothing in it, on the shared cluster.</summary>
    internal static async Task<TestDatabase> Empty()
    {
        var server = (PostgreSqlTestServer)await Current;
        var name = NextName("test");
        await CreateEmpty(server.cluster, name);
        return Database(server, name);
    }

    internal override async Task<TestDatabase> CreateDatabase()
    {
        var name = NextName("test");
        await Execute(cluster, $"CREATE DATABASE {name} OWNER fundledger_owner TEMPLATE {template}");
        return Database(this, name);
    }

    internal override Task DropDatabase(string name) => Execute(cluster, $"DROP DATABASE {name} WITH (FORCE)");

    private static TestDatabase Database(PostgreSqlTestServer server, string name) =>
        new(server, name, server.cluster.LedgerConnections(name), server.cluster.ConnectionString("postgres", name));

    private static Task CreateEmpty(EmbeddedCluster cluster, string name) =>
        Execute(cluster, $"CREATE DATABASE {name} OWNER fundledger_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'");

    private static async Task CreateMigrated(EmbeddedCluster cluster, string name)
    {
        await CreateEmpty(cluster, name);
        var owner = new NpgsqlConnectionStringBuilder(cluster.ConnectionString(DatabaseRoles.Owner, name)) { Pooling = false };
        await Migrate(new PostgreSqlEngine(), owner.ConnectionString);
    }

    protected override Task StopServer() => TestCluster.Remove(cluster);

    private static async Task Execute(EmbeddedCluster cluster, string sql)
    {
        var administrator = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres", "postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(administrator.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
