using System.Data.Common;
using FundLedger.Data.Engines;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace FundLedger.Migrations.PostgreSql;

/// <summary>PostgreSQL 15 and later.</summary>
public sealed class PostgreSqlEngine : DatabaseEngine
{
    public override string Name => "postgresql";

    public override string LockSeriesHead =>
        "SELECT last_leaf_index, last_recorded_at, last_id, last_lot_id FROM ledger.series_head WHERE dedicated_account_id = @account FOR UPDATE";

    public override void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.UseNpgsql(connectionString, provider => provider
            .MigrationsAssembly(typeof(PostgreSqlEngine).Assembly)
            .MigrationsHistoryTable("migration_history", migrationsHistorySchema));
    }

    public override DbConnection CreateConnection(string connectionString) => new NpgsqlConnection(connectionString);

    public override string AssumeRole(string connectionString, string role) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Options = $"-c role={role}" }.ConnectionString;

    public override bool CanAssumeRoles => true;

    public override async Task PrepareRolesAsync(string connectionString, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = EmbeddedSql.Read("0000-prepare.sql");
        await command.ExecuteNonQueryAsync(stop);
    }

    public override async Task AppendAsync(DbTransaction transaction, AppendBatch batch, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(batch);
        var connection = (NpgsqlConnection)transaction.Connection!;
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {batch.Table} ({string.Join(", ", batch.Columns)}) FROM STDIN (FORMAT BINARY)", stop);
        foreach (var row in batch.Rows)
        {
            await copy.StartRowAsync(stop);
            foreach (var value in row) await Write(copy, value, stop);
        }

        await copy.CompleteAsync(stop);
    }

    public override async Task AddAmountsAsync(DbTransaction transaction, AmountBatch batch, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(batch);
        string[] columns = [.. batch.Keys, .. batch.Amounts];
        var arrays = string.Join(", ", columns.Select((_, index) => $"@c{index}"));
        var added = string.Join(", ", batch.Amounts.Select(amount => $"{amount} = target.{amount} + source.{amount}"));
        await using var command = ((NpgsqlConnection)transaction.Connection!).CreateCommand();
        command.Transaction = (NpgsqlTransaction)transaction;
        command.CommandText = batch.InsertMissing
            ? $"""
              INSERT INTO {batch.Table} AS target ({string.Join(", ", columns)})
              SELECT * FROM unnest({arrays})
              ON CONFLICT ({string.Join(", ", batch.Keys)}) DO UPDATE SET {added.Replace("source.", "excluded.", StringComparison.Ordinal)}
              """
            : $"""
              UPDATE {batch.Table} AS target SET {added}
              FROM unnest({arrays}) AS source ({string.Join(", ", columns)})
              WHERE {string.Join(" AND ", batch.Keys.Select(key => $"target.{key} = source.{key}"))}
              """;
        for (var index = 0; index < columns.Length; index++)
        {
            var position = index;
            command.Parameters.AddWithValue($"c{index}", batch.Rows.Select(row => row[position]).ToArray());
        }

        var changed = await command.ExecuteNonQueryAsync(stop);
        if (changed != batch.Rows.Count)
        {
            throw new InvalidOperationException($"{batch.Table}: {changed} of {batch.Rows.Count} rows could be changed.");
        }
    }

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

    public override Task<IReadOnlyList<string>> BendableTablesAsync(DbConnection connection, CancellationToken stop) =>
        Names(connection, """
            SELECT name FROM unnest(@tables) AS name
            WHERE has_table_privilege('ledger.' || name, 'UPDATE') OR has_table_privilege('ledger.' || name, 'DELETE')
            ORDER BY name
            """, stop);

    public override Task<IReadOnlyList<string>> MissingGuardsAsync(DbConnection connection, CancellationToken stop) =>
        Names(connection, """
            SELECT wanted.name || ': ' || guard.name FROM unnest(@tables) AS wanted (name)
            CROSS JOIN (VALUES ('append_only'), ('no_truncate')) AS guard (name)
            WHERE NOT EXISTS (
                SELECT FROM pg_trigger WHERE tgrelid = ('ledger.' || wanted.name)::regclass
                AND tgname = 'tr_' || wanted.name || '_' || guard.name AND tgenabled <> 'D')
            UNION ALL
            SELECT sums.name FROM (VALUES ('entry: numbers'), ('posting: sums'), ('lot_use: lots')) AS sums (name)
            WHERE NOT EXISTS (
                SELECT FROM pg_trigger WHERE tgrelid = ('ledger.' || split_part(sums.name, ': ', 1))::regclass
                AND tgname = 'tr_' || replace(sums.name, ': ', '_') AND tgenabled <> 'D')
            UNION ALL
            SELECT part.inhrelid::regclass || ': ' || guard.name FROM pg_inherits AS part
            CROSS JOIN LATERAL (VALUES
                ('tr_no_truncate'),
                (CASE WHEN part.inhparent = 'ledger.entry'::regclass THEN 'tr_entry_append_only' ELSE 'tr_posting_append_only' END),
                (CASE WHEN part.inhparent = 'ledger.entry'::regclass THEN 'tr_entry_numbers' ELSE 'tr_posting_sums' END)) AS guard (name)
            WHERE part.inhparent IN ('ledger.entry'::regclass, 'ledger.posting'::regclass) AND NOT EXISTS (
                SELECT FROM pg_trigger WHERE tgrelid = part.inhrelid AND tgname = guard.name AND tgenabled <> 'D')
            ORDER BY 1
            """, stop);

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

    private static Task Write(NpgsqlBinaryImporter copy, object? value, CancellationToken stop) => value switch
    {
        null => copy.WriteNullAsync(stop),
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint, stop),
        int number => copy.WriteAsync(number, NpgsqlDbType.Integer, stop),
        string text => copy.WriteAsync(text, NpgsqlDbType.Text, stop),
        byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, stop),
        DateOnly date => copy.WriteAsync(date, NpgsqlDbType.Date, stop),
        DateTime instant => copy.WriteAsync(instant, NpgsqlDbType.TimestampTz, stop),
        _ => throw new InvalidOperationException($"No column type for {value.GetType().Name}."),
    };
}
