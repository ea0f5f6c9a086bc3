using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.SqlServer;

namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// The SQL Server that the environment names, by an administrator's connection string. Every test class gets a database
/// of its own, migrated in place, and one login per role.
/// </summary>
internal sealed class SqlServerTestServer(string administrator) : TestServer
{
    /// <summary>Random and of this process only; the fixed tail satisfies a password policy.</summary>
    private readonly string password = FundLedger.Domain.PublicCode.New() + "-aA1";

    internal override async Task<TestDatabase> CreateDatabase()
    {
        var name = NextName("test");
        // Not the ledger's own collation: two texts that are compared must not rely on the database's.
        await Execute(administrator, $"""
            CREATE DATABASE {name} COLLATE Chinese_Taiwan_Stroke_CI_AS;
            ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON;
            ALTER DATABASE {name} SET ALLOW_SNAPSHOT_ISOLATION ON;
            """);
        var inDatabase = With(administrator, ("Database", name));
        await Engine.PrepareRoles(inDatabase, CancellationToken.None);
        foreach (var role in new[] { DatabaseRoles.Owner, DatabaseRoles.Write, DatabaseRoles.Read })
        {
            await Execute(inDatabase, $"""
                IF SUSER_ID('{Login(role)}') IS NULL CREATE LOGIN {Login(role)} WITH PASSWORD = '{password}', CHECK_POLICY = OFF;
                CREATE USER {Login(role)} FOR LOGIN {Login(role)};
                ALTER ROLE {role} ADD MEMBER {Login(role)};
                """);
        }

        var connections = new LedgerConnections(Engine, As(DatabaseRoles.Owner), As(DatabaseRoles.Write), As(DatabaseRoles.Read));
        await Migrate(Engine, connections.Migrations);
        return new TestDatabase(this, name, connections, inDatabase);

        string As(string role) => With(
            inDatabase, ("User ID", Login(role)), ("Password", password), ("Integrated Security", "false"));
    }

    internal override Task DropDatabase(string name) => Execute(
        administrator, $"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}");

    private static string Login(string role) => FormattableString.Invariant($"{role}_{Environment.ProcessId}");

    private static string With(string connectionString, params (string Keyword, string Value)[] changes)
    {
        var builder = new DbConnectionStringBuilder { ConnectionString = connectionString };
        foreach (var (keyword, value) in changes) builder[keyword] = value;
        return builder.ConnectionString;
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = Engine.CreateConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
