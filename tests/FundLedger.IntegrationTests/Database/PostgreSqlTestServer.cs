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

    internal static async Task<PostgreSqlTestServer> StartAsync()
    {
        var cluster = await TestCluster.StartAsync();
        var template = NextName("template");
        await CreateMigratedAsync(cluster, template);
        return new PostgreSqlTestServer(cluster, template);
    }

    /// <summary>A migrated database on another cluster than the shared one, for tests that harm their server.</summary>
    internal static async Task<TestDatabase> MigratedAsync(EmbeddedCluster cluster)
    {
        var name = NextName("test");
        await CreateMigratedAsync(cluster, name);
        return Database(new PostgreSqlTestServer(cluster, name), name);
    }

    /// <summary>A database with nothing in it, on the shared cluster.</summary>
    internal static async Task<TestDatabase> EmptyAsync()
    {
        var server = (PostgreSqlTestServer)await Current;
        var name = NextName("test");
        await CreateEmptyAsync(server.cluster, name);
        return Database(server, name);
    }

    internal override async Task<TestDatabase> CreateDatabaseAsync()
    {
        var name = NextName("test");
        await ExecuteAsync(cluster, $"CREATE DATABASE {name} OWNER fundledger_owner TEMPLATE {template}");
        return Database(this, name);
    }

    internal override Task DropDatabaseAsync(string name) => ExecuteAsync(cluster, $"DROP DATABASE {name} WITH (FORCE)");

    private static TestDatabase Database(PostgreSqlTestServer server, string name) =>
        new(server, name, server.cluster.LedgerConnections(name), server.cluster.ConnectionString("postgres", name));

    private static Task CreateEmptyAsync(EmbeddedCluster cluster, string name) =>
        ExecuteAsync(cluster, $"CREATE DATABASE {name} OWNER fundledger_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'");

    private static async Task CreateMigratedAsync(EmbeddedCluster cluster, string name)
    {
        await CreateEmptyAsync(cluster, name);
        var owner = new NpgsqlConnectionStringBuilder(cluster.ConnectionString(DatabaseRoles.Owner, name)) { Pooling = false };
        await MigrateAsync(new PostgreSqlEngine(), owner.ConnectionString);
    }

    protected override Task StopServerAsync() => TestCluster.RemoveAsync(cluster);

    private static async Task ExecuteAsync(EmbeddedCluster cluster, string sql)
    {
        var administrator = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres", "postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(administrator.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
