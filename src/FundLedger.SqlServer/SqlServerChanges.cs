using System.Data;
using System.Globalization;
using System.Text.Json;
using FundLedger.Data.Engines;
using Microsoft.Data.SqlClient;

namespace FundLedger.SqlServer;

/// <summary>How the changes of a write reach SQL Server: rows by SqlBulkCopy, amounts as one set.</summary>
internal static class SqlServerChanges
{
    public static async Task Apply(SqlTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var change in changes.Where(change => change.Count > 0))
        {
            var task = change switch
            {
                ColumnarRows rows => Append(transaction, rows, stop),
                AddedAmounts amounts => Add(transaction, amounts, stop),
                HeadAdvance moved => Move(transaction, moved, stop),
                _ => throw new InvalidOperationException($"No statement for {change.GetType().Name}."),
            };
            await task;
        }
    }

    private static async Task Append(SqlTransaction transaction, ColumnarRows rows, CancellationToken stop)
    {
        using var table = ToTable(rows);
        // One batch and fired triggers: the statement-level guards see all rows together.
        using var copy = new SqlBulkCopy(
            transaction.Connection!, SqlBulkCopyOptions.FireTriggers | SqlBulkCopyOptions.CheckConstraints, transaction)
        {
            DestinationTableName = rows.Table,
            BatchSize = 0,
        };
        foreach (DataColumn column in table.Columns) copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        await copy.WriteToServerAsync(table, stop);
    }

    private static async Task Add(SqlTransaction transaction, AddedAmounts change, CancellationToken stop)
    {
        string[] columns = [.. change.Keys, .. change.Amounts];
        var shape = string.Join(", ", columns.Select((column, index) => string.Create(CultureInfo.InvariantCulture, $"{column} bigint '$[{index}]'")));
        var source = $"OPENJSON(@rows) WITH ({shape}) AS source";
        var same = string.Join(" AND ", change.Keys.Select(key => $"target.{key} = source.{key}"));
        // The series lock of the dedicated account is held: nobody else can insert between the two statements.
        var insert = $"""
            INSERT INTO {change.Table} ({string.Join(", ", columns)})
            SELECT {string.Join(", ", change.Keys.Select(key => $"source.{key}"))}, {string.Join(", ", change.Amounts.Select(_ => "0"))}
            FROM {source} WHERE NOT EXISTS (SELECT 1 FROM {change.Table} AS target WHERE {same});
            """;
        var update = $"""
            UPDATE target SET {string.Join(", ", change.Amounts.Select(amount => $"{amount} = target.{amount} + source.{amount}"))}
            FROM {change.Table} AS target JOIN {source} ON {same};
            SELECT @@ROWCOUNT;
            """;
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = change.Missing == MissingRows.Refused ? update : insert + "\n" + update;
        command.Parameters.AddWithValue("@rows", JsonSerializer.Serialize(change.Rows));
        var changed = (int)(await command.ExecuteScalarAsync(stop))!;
        if (changed != change.Count) throw new InvalidOperationException($"{change.Table}: {changed} of {change.Count} rows could be changed.");
    }

    private static async Task Move(SqlTransaction transaction, HeadAdvance moved, CancellationToken stop)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""
            UPDATE {moved.Table} SET last_leaf_index = @leaf, last_recorded_at = @recorded, last_id = @id, last_lot_id = @lot
            WHERE last_leaf_index = @from_leaf AND last_recorded_at = @from_recorded AND last_id = @from_id AND last_lot_id = @from_lot
              AND dedicated_account_id = @account
            """;
        foreach (var (prefix, head) in new[] { ("@", moved.To), ("@from_", moved.From) })
        {
            command.Parameters.AddWithValue($"{prefix}leaf", head.LastLeafIndex);
            command.Parameters.Add($"{prefix}recorded", SqlDbType.DateTime2).Value = head.LastRecordedAt.ToDateTimeUtc();
            command.Parameters.AddWithValue($"{prefix}id", head.LastId);
            command.Parameters.AddWithValue($"{prefix}lot", head.LastLotId);
        }

        command.Parameters.AddWithValue("@account", moved.To.DedicatedAccountId);
        var changed = await command.ExecuteNonQueryAsync(stop);
        if (changed != 1) throw new DBConcurrencyException("Somebody else has written meanwhile.");
    }

    private static DataTable ToTable(ColumnarRows rows)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        for (var index = 0; index < rows.Columns.Count; index++) table.Columns.Add(rows.Columns[index], ClrType(rows.Values[index]));
        for (var row = 0; row < rows.Count; row++)
        {
            var position = row;
            table.Rows.Add(rows.Values.Select(column => column[position] switch
            {
                null => DBNull.Value,
                DateOnly date => date.ToDateTime(TimeOnly.MinValue),
                { } value => value,
            }).ToArray());
        }

        return table;
    }

    private static Type ClrType(Column column) => column switch
    {
        Column<long?> => typeof(long),
        Column<int?> => typeof(int),
        Column<string> => typeof(string),
        Column<byte[]> => typeof(byte[]),
        Column<DateOnly> or Column<DateTime> => typeof(DateTime),
        _ => throw new InvalidOperationException($"No column type for {column.GetType()}."),
    };
}
