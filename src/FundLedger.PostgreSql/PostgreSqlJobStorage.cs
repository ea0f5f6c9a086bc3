using FundLedger.Data.Engines;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace FundLedger.PostgreSql;

/// <summary>The job server's tables in this database.</summary>
internal static class PostgreSqlJobStorage
{
    private const string Grants = $"""
        GRANT USAGE ON SCHEMA {JobStorageSettings.Schema} TO {DatabaseRoles.Write};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {JobStorageSettings.Schema} TO {DatabaseRoles.Write};
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA {JobStorageSettings.Schema} TO {DatabaseRoles.Write};
        """;

    /// <summary>
    /// The server's own row locks are held for an instant each; one that a killed process left is in the way no
    /// longer than this.
    /// </summary>
    private static readonly TimeSpan LongestRowLock = TimeSpan.FromMinutes(1);

    public static async Task Prepare(string connectionString, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stop);
        PostgreSqlObjectsInstaller.Install(connection, JobStorageSettings.Schema);
        await using var grants = new NpgsqlCommand(Grants, connection);
        await grants.ExecuteNonQueryAsync(stop);
    }

    public static JobStorage Open(string connectionString, JobStorageSettings settings)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = JobStorageSettings.Schema,
            PrepareSchemaIfNecessary = false,
            QueuePollInterval = settings.Poll,
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = settings.Silence,
            DistributedLockTimeout = LongestRowLock,
        };
        return new PostgreSqlStorage(
            new NpgsqlConnectionFactory(connectionString, options), options)
        { JobExpirationTimeout = settings.KeepSucceeded };
    }

    public static async Task<NpgsqlConnection?> TryLock(string connectionString, string name, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(stop);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtextextended(@name, 0))", connection);
            command.Parameters.AddWithValue("name", name);
            if (await command.ExecuteScalarAsync(stop) is true) return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }
}
