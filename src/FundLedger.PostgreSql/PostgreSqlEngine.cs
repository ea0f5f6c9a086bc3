using System.Data;
using System.Data.Common;
using System.Globalization;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FundLedger.PostgreSql;

/// <summary>PostgreSQL 15 and later.</summary>
public sealed class PostgreSqlEngine : DatabaseEngine
{
    public override string Name => "postgresql";

    public override string MigrationsAssembly => "FundLedger.Migrations.PostgreSql";

    public override string BeginScript => "START TRANSACTION;";

    public override string LockAppliedScripts => """
        LOCK TABLE ledger.applied_script IN SHARE ROW EXCLUSIVE MODE;
        SELECT subject, sha256, schema_version FROM ledger.applied_script
        """;

    public override string CurrentInstant => "CURRENT_TIMESTAMP";

    public override string LockSeriesHead =>
        "SELECT last_leaf_index, last_recorded_at, last_id, last_lot_id FROM ledger.series_head "
        + "WHERE dedicated_account_id = @account FOR UPDATE";

    public override void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.UseNpgsql(connectionString, provider => provider
            .MigrationsAssembly(MigrationsAssembly)
            .MigrationsHistoryTable("migration_history", migrationsHistorySchema));
    }

    public override DbConnection CreateConnection(string connectionString) => new NpgsqlConnection(connectionString);

    /// <summary>
    /// The few statements of the write path are prepared, not compiled into machine code each time; and its sessions keep
    /// no state that would have to be reset between two writes.
    /// </summary>
    public override string ForWriting(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(
            connectionString)
        { MaxAutoPrepare = 128, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        return WithOptions(builder, "-c jit=off");
    }

    /// <summary>
    /// A page's few statements come again and again: they are prepared. Each reads a handful of rows by an index, which
    /// neither compiled code nor several cores would speed up.
    /// </summary>
    public override string ForReading(string connectionString) => WithOptions(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 128, AutoPrepareMinUsages = 2, NoResetOnClose = true },
        "-c jit=off -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0");

    public override IsolationLevel SnapshotIsolation => IsolationLevel.RepeatableRead;

    /// <summary>
    /// Books are stored in the order in which they are read: summing up along an index needs neither a sort nor a hash
    /// table, and one core alone does it in less time than three that have to put their parts together. The buffer
    /// takes in one read what the server has sent meanwhile.
    /// </summary>
    public override string ForReporting(string connectionString) => WithOptions(
        new NpgsqlConnectionStringBuilder(connectionString) { ReadBufferSize = 32 * 1024 },
            "-c jit=off -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0");

    /// <summary>
    /// The limit keeps the engine from reading the whole table: each key is looked up by the index, however many
    /// there are.
    /// </summary>
    public override string FindAnswers => """
        SELECT found.request_key, found.content_hash, found.answer FROM unnest(@keys) AS wanted (request_key)
        CROSS JOIN LATERAL (
            SELECT request.request_key, request.content_hash, request.answer FROM ledger.request
            WHERE request.dedicated_account_id = @account AND request.request_key = wanted.request_key LIMIT 1) AS found
        """;

    public override DbParameter KeysParameter(IReadOnlyList<string> keys) => new NpgsqlParameter<string[]>("keys", keys.ToArray());

    /// <summary>Of two settings of one name the engine takes the last.</summary>
    public override string AssumeRole(string connectionString, string role) =>
        WithOptions(new NpgsqlConnectionStringBuilder(connectionString), $"-c role={role}");

    public override bool CanAssumeRoles => true;

    public override async Task PrepareRoles(string connectionString, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        using var script = new StreamReader(
            typeof(PostgreSqlEngine).Assembly.GetManifestResourceStream("FundLedger.PostgreSql.prepare-roles.sql")!);
        command.CommandText = await script.ReadToEndAsync(stop);
        await command.ExecuteNonQueryAsync(stop);
    }

    public override AppendedRows Rows(string table, long account, IReadOnlyList<string> columns, int expected) =>
        expected >= CopiedRows.From ? new CopiedRows(table, account, columns) : base.Rows(table, account, columns, expected);

    /// <summary>
    /// COPY into a partitioned table with statement-level triggers goes row by row; into one partition it fills page after
    /// page. Each partition has the same guards, and the engine refuses there what belongs into another. Where a year has no
    /// partition, its rows go into the whole (<see cref="CopiedRows"/>).
    /// </summary>
    public override string TableOf(int fiscalYear, string table, int expected) =>
        expected < CopiedRows.From ? table : FiscalYearPartition.Name(table, fiscalYear);

    public override Task Apply(DbTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop) =>
        PostgreSqlChanges.Apply(((NpgsqlTransaction)transaction).Connection!, changes, stop);

    /// <summary>Copying takes round trips of its own.</summary>
    public override async Task<bool> TryWrite(DbConnection connection, IReadOnlyList<TableChange> changes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Any(change => change is CopiedRows { Count: > 0 })) return false;
        await PostgreSqlChanges.Commit((NpgsqlConnection)connection, changes, stop);
        return true;
    }

    public override async Task RefreshStatistics(DbConnection connection, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = ("SELECT ledger.refresh_statistics()", 0);
        await command.ExecuteNonQueryAsync(stop);
    }

    public override Task PrepareJobStorage(string connectionString, CancellationToken stop) =>
        PostgreSqlJobStorage.Prepare(connectionString, stop);

    public override JobStorage OpenJobStorage(string connectionString, JobStorageSettings settings) =>
        PostgreSqlJobStorage.Open(connectionString, settings);

    /// <summary>The server notices within some ten seconds that a machine has vanished, before its job is given to another.</summary>
    public override async Task<DbConnection?> TryLock(string connectionString, string name, CancellationToken stop) =>
        await PostgreSqlJobStorage.TryLock(
        WithOptions(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false },
                "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"),
        name, stop);

    public override string SetGuards(bool guarded) => $"SELECT ledger.set_guards({(guarded ? "true" : "false")})";

    public override async Task AddFiscalYear(DbConnection connection, int fiscalYear, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = ((NpgsqlConnection)connection).CreateCommand();
        command.CommandText = "SELECT ledger.add_fiscal_year(@year)";
        command.Parameters.AddWithValue("year", fiscalYear);
        await command.ExecuteNonQueryAsync(stop);
    }

    public override string AddFiscalYears(int ahead) => string.Create(CultureInfo.InvariantCulture, $"""
        SELECT ledger.add_fiscal_year(extract(year FROM now() AT TIME ZONE 'UTC')::integer + ahead)
        FROM generate_series(1, {ahead}) AS ahead;
        """);

    public override Task<bool> HasFiscalYear(DbConnection connection, int fiscalYear, CancellationToken stop) =>
        FiscalYearPartition.Exists((NpgsqlConnection)connection, FiscalYearPartition.Name("ledger.entry", fiscalYear), stop);

    public override WriteFailure Classify(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => WriteFailure.Duplicate,
        PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        } => WriteFailure.Transient,
        PostgresException => WriteFailure.Other,
        NpgsqlException { IsTransient: true } => WriteFailure.Transient,
        { InnerException: { } inner } => Classify(inner),
        _ => WriteFailure.Other,
    };

    public override bool IsOutage(Exception error) => error switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        } => true,
        PostgresException => false,
        NpgsqlException { IsTransient: true } => true,
        { InnerException: { } inner } => IsOutage(inner),
        _ => false,
    };

    public override bool IsDenial(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege };

    public override Task<IReadOnlyList<string>> ModifiableTables(DbConnection connection, CancellationToken stop) =>
        Names(connection, """
            SELECT name FROM unnest(@tables) AS name
            WHERE has_any_column_privilege('ledger.' || name, 'UPDATE') OR has_table_privilege('ledger.' || name, 'DELETE')
            ORDER BY name
            """, stop);

    public override Task<IReadOnlyList<string>> GuardProblems(DbConnection connection, CancellationToken stop) =>
        PostgreSqlGuards.Problems(connection, SchemaScript.Of(this), stop);

    private static string WithOptions(NpgsqlConnectionStringBuilder builder, string options)
    {
        builder.Options = string.IsNullOrEmpty(builder.Options) ? options : $"{builder.Options} {options}";
        return builder.ConnectionString;
    }

    private static async Task<IReadOnlyList<string>> Names(DbConnection connection, string sql, CancellationToken stop)
    {
        await using var command = ((NpgsqlConnection)connection).CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("tables", AppendOnlyTables.All.ToArray());
        await using var reader = await command.ExecuteReaderAsync(stop);
        var names = new List<string>();
        while (await reader.ReadAsync(stop)) names.Add(reader.GetString(0));
        return names;
    }
}
