using System.Data;
using System.Globalization;
using System.Text.Json;
using FundLedger.Data.Engines;
using Microsoft.Data.SqlClient;

namespace FundLedger.SqlServer;

/// <summary>How the changes of a write reach SQL Server: rows by SqlBulkCopy, amounts as one set.</summary>
internal static class SqlServerChanges
{
    /// <summary>Thousands of rows take seconds, on a busy disk more than the driver's thirty; what takes longer does not end.</summary>
    private const int SecondsForMany = 600;

    /// <summary>nvarchar(max).</summary>
    private const int Unlimited = -1;

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
        using var copy = Bulk(transaction.Connection!, transaction, rows.Table);
        foreach (DataColumn column in table.Columns) copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        await copy.WriteToServerAsync(table, stop);
    }

    /// <summary>One batch and fired triggers: the statement-level guards see all rows together.</summary>
    internal static SqlBulkCopy Bulk(SqlConnection connection, SqlTransaction? transaction, string table) =>
        new(connection, SqlBulkCopyOptions.FireTriggers | SqlBulkCopyOptions.CheckConstraints, transaction)
        {
            DestinationTableName = table,
            BatchSize = 0,
            BulkCopyTimeout = SecondsForMany,
        };

    private static async Task Add(SqlTransaction transaction, AddedAmounts change, CancellationToken stop)
    {
        await using var command = Command(transaction, SqlServerStatements.AddAmounts(change));
        command.Parameters.Add("@account", SqlDbType.BigInt).Value = change.Account;
        command.Parameters.Add(Json("@rows", change.Rows));
        var changed = (int)(await command.ExecuteScalarAsync(stop))!;
        if (changed != change.Count)
            throw new InvalidOperationException($"{change.Table}: {changed} of {change.Count} rows could be changed.");
    }

    private static async Task Move(SqlTransaction transaction, HeadAdvance change, CancellationToken stop)
    {
        await using var command = Command(transaction, SqlServerStatements.MoveHead(change));
        foreach (var (prefix, head) in new[] { ("@", change.To), ("@from_", change.From) })
        {
            command.Parameters.Add($"{prefix}leaf", SqlDbType.BigInt).Value = head.LastLeafIndex;
            command.Parameters.Add($"{prefix}recorded", SqlDbType.DateTime2).Value = head.LastRecordedAt.ToDateTimeUtc();
            command.Parameters.Add($"{prefix}id", SqlDbType.BigInt).Value = head.LastId;
            command.Parameters.Add($"{prefix}lot", SqlDbType.BigInt).Value = head.LastLotId;
        }

        command.Parameters.Add("@account", SqlDbType.BigInt).Value = change.Account;
        var changed = (int)(await command.ExecuteScalarAsync(stop))!;
        if (changed != 1) throw new DBConcurrencyException("Somebody else has written meanwhile.");
    }

    private static SqlCommand Command(SqlTransaction transaction, string text)
    {
        var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText, command.CommandTimeout) = (transaction, text, SecondsForMany);
        return command;
    }

    /// <summary>A list as one text of no stated length: sized by its content, each length would have a plan of its own.</summary>
    internal static SqlParameter Json<T>(string name, IReadOnlyList<T> values) =>
        new(name, SqlDbType.NVarChar, Unlimited) { Value = JsonSerializer.Serialize(values) };

    /// <summary>The account is in every row: bulk copy has no value that is given once.</summary>
    private static DataTable ToTable(ColumnarRows rows)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add(TableChange.AccountColumn, typeof(long));
        for (var index = 0; index < rows.Columns.Count; index++) table.Columns.Add(rows.Columns[index], ClrType(rows.Values[index]));
        for (var row = 0; row < rows.Count; row++)
        {
            var position = row;
            table.Rows.Add(rows.Values.Select(column => column[position] switch
            {
                null => DBNull.Value,
                DateOnly date => date.ToDateTime(TimeOnly.MinValue),
                { } value => value,
            }).Prepend(rows.Account).ToArray());
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
