using FundLedger.Data.Engines;
using FundLedger.Migrations.PostgreSql;
using FundLedger.Migrations.PostgreSql.Access;
using FundLedger.Migrations.PostgreSql.Embedded;
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
        await ExecuteAsync(cluster, $"CREATE DATABASE {template} OWNER fundledger_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'");
        var owner = new NpgsqlConnectionStringBuilder(cluster.ConnectionString(DatabaseRoles.Owner, template)) { Pooling = false };
        await MigrateAsync(new PostgreSqlEngine(), owner.ConnectionString, (options, connection) => options.UseAccessOnPostgreSql(connection));
        return new PostgreSqlTestServer(cluster, template);
    }

    internal override async Task<TestDatabase> CreateDatabaseAsync()
    {
        var name = NextName("test");
        await ExecuteAsync(cluster, $"CREATE DATABASE {name} OWNER fundledger_owner TEMPLATE {template}");
        var connections = new LedgerConnections(
            new PostgreSqlEngine(), cluster.ConnectionString(DatabaseRoles.Owner, name),
            cluster.ConnectionString(DatabaseRoles.Write, name), cluster.ConnectionString(DatabaseRoles.Read, name));
        return new TestDatabase(this, name, connections, cluster.ConnectionString("postgres", name));
    }

    internal override Task DropDatabaseAsync(string name) => ExecuteAsync(cluster, $"DROP DATABASE {name} WITH (FORCE)");

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
