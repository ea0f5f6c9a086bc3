using System.Data;
using System.Data.Common;
using FundLedger.Data.Engines;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Migrations.SqlServer;

/// <summary>SQL Server 2019 and later.</summary>
public sealed class SqlServerEngine : DatabaseEngine
{
    public override string Name => "sqlserver";

    public override string LockSeriesHead =>
        "SELECT last_leaf_index, last_recorded_at, last_id, last_lot_id FROM ledger.series_head WITH (UPDLOCK, HOLDLOCK, ROWLOCK) WHERE dedicated_account_id = @account";

    public override void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.UseSqlServer(connectionString, provider => provider
            .MigrationsAssembly(typeof(SqlServerEngine).Assembly)
            .MigrationsHistoryTable("migration_history", migrationsHistorySchema));
    }

    public override DbConnection CreateConnection(string connectionString) => new SqlConnection(connectionString);

    /// <summary>SQL Server has no role in a connection string: give each use a login of its own and three connection strings.</summary>
    public override string AssumeRole(string connectionString, string role) => connectionString;

    public override bool CanAssumeRoles => false;

    /// <summary>The first migration makes the roles; making logins and members of them is the administrator's.</summary>
    public override Task PrepareRolesAsync(string connectionString, CancellationToken stop) => Task.CompletedTask;

    public override async Task AppendAsync(DbTransaction transaction, AppendBatch batch, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(batch);
        using var table = ToTable(batch);
        // One batch and fired triggers: the statement-level guards see all rows together.
        using var copy = new SqlBulkCopy(
            (SqlConnection)transaction.Connection!, SqlBulkCopyOptions.FireTriggers | SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)transaction)
        {
            DestinationTableName = batch.Table,
            BatchSize = 0,
        };
        foreach (DataColumn column in table.Columns) copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        await copy.WriteToServerAsync(table, stop);
    }

    public override async Task AddAmountsAsync(DbTransaction transaction, AmountBatch batch, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(batch);
        string[] columns = [.. batch.Keys, .. batch.Amounts];
        await using var command = ((SqlConnection)transaction.Connection!).CreateCommand();
        command.Transaction = (SqlTransaction)transaction;
        var update = $"""
            UPDATE {batch.Table} SET {string.Join(", ", batch.Amounts.Select(amount => $"{amount} = {amount} + @{amount}"))}
            WHERE {string.Join(" AND ", batch.Keys.Select(key => $"{key} = @{key}"))};
            """;
        // The series lock of the dedicated account is held: nobody else can insert between the two statements.
        var insert = $"""
            IF @@ROWCOUNT = 0 INSERT INTO {batch.Table} ({string.Join(", ", columns)})
            VALUES ({string.Join(", ", columns.Select(column => "@" + column))});
            """;
        command.CommandText = batch.InsertMissing ? update + "\n" + insert : update;
        foreach (var column in columns) command.Parameters.Add("@" + column, SqlDbType.BigInt);
        foreach (var row in batch.Rows)
        {
            for (var index = 0; index < columns.Length; index++) command.Parameters[index].Value = row[index];
            var changed = await command.ExecuteNonQueryAsync(stop);
            if (changed != 1) throw new InvalidOperationException($"{batch.Table}: a row could not be changed.");
        }
    }

    public override WriteFailure Classify(Exception error) => error switch
    {
        SqlException { Number: 2601 or 2627 } => WriteFailure.Duplicate,
        SqlException { Number: 1205 or 1222 or 3960 or -2 or 10053 or 10054 or 10060 } => WriteFailure.Transient,
        { InnerException: { } inner } => Classify(inner),
        _ => WriteFailure.Other,
    };

    public override Task<IReadOnlyList<string>> BendableTablesAsync(DbConnection connection, CancellationToken stop) =>
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

    private static DataTable ToTable(AppendBatch batch)
    {
        var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        for (var index = 0; index < batch.Columns.Count; index++)
        {
            var position = index;
            var sample = batch.Rows.Select(row => row[position]).FirstOrDefault(value => value is not null);
            table.Columns.Add(batch.Columns[index], sample is DateOnly ? typeof(DateTime) : sample?.GetType() ?? typeof(string));
        }

        foreach (var row in batch.Rows)
        {
            table.Rows.Add(row.Select(value => value switch
            {
                null => DBNull.Value,
                DateOnly date => date.ToDateTime(TimeOnly.MinValue),
                _ => value,
            }).ToArray());
        }

        return table;
    }
}
