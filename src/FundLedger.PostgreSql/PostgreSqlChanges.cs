using FundLedger.Data.Engines;
using Npgsql;

namespace FundLedger.PostgreSql;

/// <summary>How the changes of a write reach PostgreSQL: few rows in one round trip, many by COPY.</summary>
internal static class PostgreSqlChanges
{
    /// <summary>In the connection's transaction; without one, what goes in one round trip is a transaction by itself.</summary>
    public static async Task Apply(NpgsqlConnection connection, IReadOnlyList<TableChange> changes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(changes);
        var together = new List<TableChange>(changes.Count);
        foreach (var change in changes)
        {
            if (change.Count == 0) continue;
            if (change is CopiedRows many)
            {
                await Together(connection, together, stop);
                await many.Send(connection, stop);
            }
            else
            {
                together.Add(change);
            }
        }

        await Together(connection, together, stop);
    }

    private static async Task Together(NpgsqlConnection connection, List<TableChange> changes, CancellationToken stop)
    {
        if (changes.Count == 0) return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var each in changes) batch.BatchCommands.Add(Command(each));
        await batch.ExecuteNonQueryAsync(stop);
        changes.Clear();
    }

    private static NpgsqlBatchCommand Command(TableChange change) => change switch
    {
        ColumnarRows rows => Insert(rows),
        AddedAmounts amounts => Add(amounts),
        HeadAdvance moved => Move(moved),
        _ => throw new InvalidOperationException($"No statement for {change.GetType().Name}."),
    };

    private static NpgsqlBatchCommand Insert(ColumnarRows rows)
    {
        var source = new RowSource(rows.Columns);
        foreach (var column in rows.Values) Add(source, column);
        return source.Command($"INSERT INTO {rows.Table} ({string.Join(", ", rows.Columns)}) {source.Select}");
    }

    /// <summary>Where all rows must be there, a function of the engine (0013-added-amounts.sql) sees to it.</summary>
    private static NpgsqlBatchCommand Add(AddedAmounts change)
    {
        string[] columns = [.. change.Keys, .. change.Amounts];
        var source = new RowSource(columns);
        for (var index = 0; index < columns.Length; index++)
        {
            var position = index;
            source.Add(change.Rows.Select(row => row[position]).ToArray(), mayBeConstant: false);
        }

        if (change.Missing != MissingRows.Inserted)
        {
            var parameters = string.Join(", ", Enumerable.Range(1, columns.Length).Select(number => $"${number}"));
            return source.Command($"SELECT {change.Table.Replace(".", ".add_to_", StringComparison.Ordinal)}({parameters})");
        }

        return source.Command($"""
            INSERT INTO {change.Table} AS target ({string.Join(", ", columns)}) {source.Select}
            ON CONFLICT ({string.Join(", ", change.Keys)})
            DO UPDATE SET {string.Join(", ", change.Amounts.Select(amount => $"{amount} = target.{amount} + excluded.{amount}"))}
            """);
    }

    /// <summary>Under another transaction's lock the engine waits, and looks at the head again as that has left it.</summary>
    private static NpgsqlBatchCommand Move(HeadAdvance moved)
    {
        var command = new NpgsqlBatchCommand($"""
            UPDATE {moved.Table} SET last_recorded_at = $2, last_id = $3, last_lot_id = $4,
                last_leaf_index = CASE WHEN last_leaf_index = $5 AND last_recorded_at = $6 AND last_id = $7 AND last_lot_id = $8
                    THEN $1 ELSE ledger.refuse_moved_head() END
            WHERE dedicated_account_id = $9
            """);
        foreach (var head in new[] { moved.To, moved.From })
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.LastLeafIndex });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = head.LastRecordedAt.ToDateTimeUtc() });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.LastId });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.LastLotId });
        }

        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = moved.To.DedicatedAccountId });
        return command;
    }

    private static void Add(RowSource source, Column column)
    {
        switch (column)
        {
            case Column<long?> numbers: source.Add(numbers.Values); break;
            case Column<int?> numbers: source.Add(numbers.Values); break;
            case Column<string> texts: source.Add(texts.Values); break;
            case Column<byte[]> bytes: source.Add(bytes.Values); break;
            case Column<DateOnly> dates: source.Add(dates.Values); break;
            case Column<DateTime> instants: source.Add(instants.Values); break;
            default: throw new InvalidOperationException($"No parameter for {column.GetType()}.");
        }
    }
}
