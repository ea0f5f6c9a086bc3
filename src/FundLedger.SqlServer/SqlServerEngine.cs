using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Data.Engines;
using Hangfire;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.SqlServer;

/// <summary>SQL Server 2019 and later.</summary>
public sealed partial class SqlServerEngine : DatabaseEngine
{
    public override string Name => "sqlserver";

    public override string MigrationsAssembly => "FundLedger.Migrations.SqlServer";

    /// <summary>What makes a trigger or function must be a batch of its own.</summary>
    public override IReadOnlyList<string> Batches(string script) =>
        BatchEnd().Split(script).Where(batch => !string.IsNullOrWhiteSpace(batch)).ToArray();

    public override string BatchSeparator => "GO";

    /// <summary>sqlcmd begins with quoted identifiers off; then no index with a filter can be made.</summary>
    public override string ScriptSettings => """
        SET QUOTED_IDENTIFIER ON;
        GO
        """;

    public override string BeginScript => """
        SET XACT_ABORT ON;
        GO
        BEGIN TRANSACTION;
        GO
        """;

    public override string LockAppliedScripts =>
        "SELECT subject, sha256, schema_version FROM ledger.applied_script WITH (TABLOCKX, HOLDLOCK)";

    public override string CurrentInstant => "SYSUTCDATETIME()";

    public override string LockSeriesHead => SqlServerStatements.LockSeriesHead;

    public override void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.UseSqlServer(connectionString, provider => provider
            .MigrationsAssembly(MigrationsAssembly)
            .MigrationsHistoryTable("migration_history", migrationsHistorySchema));
    }

    public override DbConnection CreateConnection(string connectionString) => new SqlConnection(connectionString);

    /// <summary>SQL Server has no role in a connection string: give each use a login of its own and three connection strings.</summary>
    public override string AssumeRole(string connectionString, string role) => connectionString;

    public override bool CanAssumeRoles => false;

    /// <summary>
    /// Makes the roles and gives the owner what migrating takes; making logins and members of them is the
    /// administrator's.
    /// </summary>
    public override async Task PrepareRoles(string connectionString, CancellationToken stop)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        using var script = new StreamReader(
            typeof(SqlServerEngine).Assembly.GetManifestResourceStream("FundLedger.SqlServer.prepare-roles.sqlserver.sql")!);
        command.CommandText = await script.ReadToEndAsync(stop);
        await command.ExecuteScalarAsync(stop);
    }

    /// <summary>SQL Server keeps the plans of parameterised statements by itself.</summary>
    public override string ForWriting(string connectionString) => connectionString;

    public override string ForReading(string connectionString) => Pooled(connectionString, "FundLedger reading");

    public override string ForReporting(string connectionString) => Pooled(connectionString, "FundLedger reports");

    /// <summary>A pool of its own: a connection remembers that it read a snapshot, and the write path is not to read by it.</summary>
    private static string Pooled(string connectionString, string name) =>
        new SqlConnectionStringBuilder(connectionString) { ApplicationName = name }.ConnectionString;

    /// <summary>The database must allow it: one that does not is refused at start, one that stops allowing it refuses every read.</summary>
    public override IsolationLevel SnapshotIsolation => IsolationLevel.Snapshot;

    public override string FindAnswers => SqlServerStatements.FindAnswers;

    public override DbParameter KeysParameter(IReadOnlyList<string> keys) => SqlServerChanges.Json("@keys", keys);

    public override Task Apply(DbTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop) =>
        SqlServerChanges.Apply((SqlTransaction)transaction, changes, stop);

    /// <summary>SQL Server refreshes them when a query first needs them.</summary>
    public override Task RefreshStatistics(DbConnection connection, CancellationToken stop) => Task.CompletedTask;

    public override Task PrepareJobStorage(string connectionString, CancellationToken stop) =>
        SqlServerJobStorage.Prepare(connectionString, stop);

    public override JobStorage OpenJobStorage(string connectionString, JobStorageSettings settings) =>
        SqlServerJobStorage.Open(connectionString, settings);

    public override async Task<DbConnection?> TryLock(string connectionString, string name, CancellationToken stop) =>
        await SqlServerJobStorage.TryLock(connectionString, name, stop);

    public override string SetGuards(bool guarded) => $"EXEC ledger.set_guards {(guarded ? 1 : 0)}";

    public override async Task AddFiscalYear(DbConnection connection, int fiscalYear, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"EXEC ledger.add_fiscal_year {fiscalYear}");
        await command.ExecuteScalarAsync(stop);
    }

    public override string AddFiscalYears(int ahead) => string.Create(CultureInfo.InvariantCulture, $"""
        DECLARE @year int = YEAR(SYSUTCDATETIME()), @last int = YEAR(SYSUTCDATETIME()) + {ahead};
        WHILE @year < @last
        BEGIN
            SET @year = @year + 1;
            EXEC ledger.add_fiscal_year @year;
        END;
        """);

    /// <summary>A server that cannot partition keeps the tables whole and needs no place for a year.</summary>
    public override async Task<bool> HasFiscalYear(DbConnection connection, int fiscalYear, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT CASE WHEN EXISTS (SELECT 1 FROM sys.partition_functions WHERE name = N'fiscal_year_range') AND 2 > (
                SELECT COUNT(*) FROM sys.partition_functions AS range_function
                JOIN sys.partition_range_values AS stored ON stored.function_id = range_function.function_id
                WHERE range_function.name = N'fiscal_year_range'
                AND CAST(stored.value AS int) IN ({fiscalYear}, {fiscalYear + 1})) THEN 0 ELSE 1 END
            """);
        return (int)(await command.ExecuteScalarAsync(stop))! == 1;
    }

    public override WriteFailure Classify(Exception error) => SqlServerErrors.Classify(error);

    public override bool IsOutage(Exception error) => SqlServerErrors.IsOutage(error);

    public override bool IsDenial(Exception error) => SqlServerErrors.IsDenial(error);

    public override async Task<IReadOnlyList<string>> MissingOptions(DbConnection connection, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var missing = await Names(connection, SqlServerStatements.MissingOptions, stop);
        return missing.Select(
            option => $"ALTER DATABASE [{connection.Database.Replace("]", "]]", StringComparison.Ordinal)}] SET {option} ON;").ToArray();
    }

    public override Task<IReadOnlyList<string>> ModifiableTables(DbConnection connection, CancellationToken stop) =>
        Names(connection, SqlServerStatements.ModifiableTables(AppendOnlyTables.All), stop);

    public override Task<IReadOnlyList<string>> GuardProblems(DbConnection connection, CancellationToken stop) =>
        SqlServerGuards.Problems(connection, this, stop);

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex BatchEnd();

    private static string Values() => string.Join(", ", AppendOnlyTables.All.Select(name => $"('{name}')"));

    private static async Task<IReadOnlyList<string>> Names(DbConnection connection, string sql, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(stop);
        var names = new List<string>();
        while (await reader.ReadAsync(stop)) names.Add(reader.GetString(0));
        return names;
    }
}
