using System.Data;
using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using FundLedger.Data.Engines;
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

    public override string BeginScript => """
        SET XACT_ABORT ON;
        GO
        BEGIN TRANSACTION;
        GO
        """;

    public override string LockAppliedScripts =>
        "SELECT subject, sha256, schema_version FROM ledger.applied_script WITH (TABLOCKX, HOLDLOCK)";

    public override string CurrentInstant => "SYSUTCDATETIME()";

    public override string LockSeriesHead =>
        "SELECT last_leaf_index, last_recorded_at, last_id, last_lot_id FROM ledger.series_head WITH (UPDLOCK, HOLDLOCK, ROWLOCK) WHERE dedicated_account_id = @account";

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

    /// <summary>The first migration makes the roles; making logins and members of them is the administrator's.</summary>
    public override Task PrepareRolesAsync(string connectionString, CancellationToken stop) => Task.CompletedTask;

    /// <summary>SQL Server keeps the plans of parameterised statements by itself.</summary>
    public override string ForWriting(string connectionString) => connectionString;

    public override string ForReporting(string connectionString) => connectionString;

    /// <summary>
    /// SNAPSHOT, which the database must allow (ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON); where it does not, a page
    /// may mix two moments.
    /// </summary>
    public override async Task<IsolationLevel> SnapshotIsolationAsync(DbConnection connection, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT CAST(snapshot_isolation_state AS int) FROM sys.databases WHERE database_id = DB_ID()";
        return await command.ExecuteScalarAsync(stop) is 1 ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted;
    }

    public override string FindAnswers => """
        SELECT found.request_key, found.content_hash, found.answer
        FROM OPENJSON(@keys) WITH (request_key nvarchar(200) COLLATE Latin1_General_100_BIN2 '$') AS wanted
        JOIN ledger.request AS found ON found.dedicated_account_id = @account AND found.request_key = wanted.request_key
        """;

    public override object KeysParameter(IReadOnlyList<string> keys) => JsonSerializer.Serialize(keys);

    public override Task ApplyAsync(DbTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop) =>
        SqlServerChanges.Apply((SqlTransaction)transaction, changes, stop);

    /// <summary>SQL Server refreshes them when a query first needs them.</summary>
    public override Task RefreshStatisticsAsync(DbConnection connection, CancellationToken stop) => Task.CompletedTask;

    public override WriteFailure Classify(Exception error) => error switch
    {
        SqlException { Number: 2601 or 2627 } => WriteFailure.Duplicate,
        SqlException { Number: 1205 or 1222 or 3960 or -2 or 10053 or 10054 or 10060 } => WriteFailure.Transient,
        { InnerException: { } inner } => Classify(inner),
        _ => WriteFailure.Other,
    };

    public override Task<IReadOnlyList<string>> ModifiableTablesAsync(DbConnection connection, CancellationToken stop) =>
        Names(connection, $"""
            SELECT wanted.name FROM (VALUES {Values()}) AS wanted (name)
            WHERE HAS_PERMS_BY_NAME('ledger.' + wanted.name, 'OBJECT', 'UPDATE') = 1
               OR HAS_PERMS_BY_NAME('ledger.' + wanted.name, 'OBJECT', 'DELETE') = 1
            ORDER BY wanted.name
            """, stop);

    public override Task<IReadOnlyList<string>> MissingGuardsAsync(DbConnection connection, CancellationToken stop) =>
        Names(connection, $"""
            SELECT wanted.name + ': append_only' FROM (VALUES {Values()}) AS wanted (name)
            WHERE NOT EXISTS (
                SELECT 1 FROM sys.triggers AS found
                WHERE found.parent_id = OBJECT_ID('ledger.' + wanted.name) AND found.is_disabled = 0
                AND found.name = 'tr_' + wanted.name + '_append_only')
            UNION ALL
            SELECT sums.parent + ': ' + sums.guard FROM (VALUES ('entry', 'numbers'), ('posting', 'sums'), ('lot_use', 'lots')) AS sums (parent, guard)
            WHERE NOT EXISTS (
                SELECT 1 FROM sys.triggers AS found
                WHERE found.parent_id = OBJECT_ID('ledger.' + sums.parent) AND found.is_disabled = 0
                AND found.name = 'tr_' + sums.parent + '_' + sums.guard)
            ORDER BY 1
            """, stop);

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
