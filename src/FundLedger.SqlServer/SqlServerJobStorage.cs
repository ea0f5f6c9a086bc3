using System.Data;
using FundLedger.Data.Engines;
using Hangfire;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;

namespace FundLedger.SqlServer;

/// <summary>The job server's tables in this database.</summary>
internal static class SqlServerJobStorage
{
    public static async Task Prepare(string connectionString, CancellationToken stop)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(stop);
        SqlServerObjectsInstaller.Install(connection, JobStorageSettings.Schema, enableHeavyMigrations: true);
        await using var grants = new SqlCommand(
            $"GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::{JobStorageSettings.Schema} TO {DatabaseRoles.Write}", connection);
        await grants.ExecuteScalarAsync(stop);
    }

    public static JobStorage Open(string connectionString, JobStorageSettings settings) =>
        new SqlServerStorage(() => new SqlConnection(connectionString), new SqlServerStorageOptions
        {
            SchemaName = JobStorageSettings.Schema,
            PrepareSchemaIfNecessary = false,
            QueuePollInterval = settings.Poll,
            SlidingInvisibilityTimeout = settings.Silence,
        })
        { JobExpirationTimeout = settings.KeepSucceeded };

    public static async Task<SqlConnection?> TryLock(string connectionString, string name, CancellationToken stop)
    {
        var connection = new SqlConnection(new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
            await using var command = new SqlCommand(SqlServerStatements.TryLock, connection);
            command.Parameters.Add("@name", SqlDbType.NVarChar, 255).Value = name;
            // 0 and 1: granted; −1: another session holds it; any other negative value is an error.
            var answer = (int)(await command.ExecuteScalarAsync(stop))!;
            if (answer >= 0) return connection;
            if (answer != -1) throw new InvalidOperationException($"sp_getapplock answered {answer}.");
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
