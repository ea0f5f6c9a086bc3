using System.Data;
using FundLedger.Data.Engines;
using Npgsql;

namespace FundLedger.Migrations.PostgreSql;

/// <summary>How the changes of a write reach PostgreSQL: few rows in one round trip, many by COPY.</summary>
internal static class PostgreSqlChanges
{
    /// <summary>
    /// Until the end of the transaction each row to be changed is looked up by its key: whatever the statistics say, no plan
    /// may read all lots of a dedicated account to change a handful. Plans are kept while the books grow.
    /// </summary>
    private const string LookUpByKey = """
        SELECT set_config(setting, 'off', true)
        FROM unnest(ARRAY['enable_hashjoin', 'enable_mergejoin', 'enable_material', 'enable_seqscan']) AS setting
        """;

    public static async Task Apply(NpgsqlTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(changes);
        var connection = transaction.Connection!;
        var together = new List<TableChange>();
        foreach (var change in changes)
        {
            if (change.Count == 0) continue;
            if (change is CopiedRows many)
            {
                await Together(connection, transaction, together, stop);
                await many.Send(connection, stop);
            }
            else
            {
                together.Add(change);
            }
        }

        await Together(connection, transaction, together, stop);
    }

    private static async Task Together(NpgsqlConnection connection, NpgsqlTransaction transaction, List<TableChange> changes, CancellationToken stop)
    {
        if (changes.Count == 0) return;
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (changes.Exists(change => change is AddedAmounts)) batch.BatchCommands.Add(new NpgsqlBatchCommand(LookUpByKey));
        var first = batch.BatchCommands.Count;
        foreach (var each in changes) batch.BatchCommands.Add(Command(each));
        await batch.ExecuteNonQueryAsync(stop);
        for (var index = 0; index < changes.Count; index++)
        {
            var change = changes[index];
            var changed = batch.BatchCommands[first + index].RecordsAffected;
            if (changed < change.Count && change is AddedAmounts { Missing: MissingRows.InsertedLast } amounts)
                changed += await InsertMissing(connection, transaction, amounts, stop);
            if (changed == change.Count) continue;
            throw change is MovedHead
                ? new DBConcurrencyException("Somebody else has written meanwhile.")
                : new InvalidOperationException($"{change.Table}: {changed} of {change.Count} rows could be changed.");
        }

        changes.Clear();
    }

    /// <summary>The series is locked and those that are there have been changed, so what is there now is left as it is.</summary>
    private static async Task<int> InsertMissing(
        NpgsqlConnection connection, NpgsqlTransaction transaction, AddedAmounts change, CancellationToken stop)
    {
        var source = Source(change);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(source.Command($"{Insert(change, source)} ON CONFLICT DO NOTHING"));
        await batch.ExecuteNonQueryAsync(stop);
        return batch.BatchCommands[0].RecordsAffected;
    }

    private static NpgsqlBatchCommand Command(TableChange change) => change switch
    {
        ColumnarRows rows => Insert(rows),
        AddedAmounts amounts => Add(amounts),
        MovedHead moved => Move(moved),
        _ => throw new InvalidOperationException($"No statement for {change.GetType().Name}."),
    };

    private static NpgsqlBatchCommand Insert(ColumnarRows rows)
    {
        var source = new RowSource(rows.Columns);
        foreach (var column in rows.Values) Add(source, column);
        return source.Command($"INSERT INTO {rows.Table} ({string.Join(", ", rows.Columns)}) {source.Select}");
    }

    private static NpgsqlBatchCommand Add(AddedAmounts change)
    {
        var source = Source(change);
        var added = string.Join(", ", change.Amounts.Select(amount => $"{amount} = target.{amount} + source.{amount}"));
        return source.Command(change.Missing == MissingRows.Inserted
            ? $"""
              {Insert(change, source)}
              ON CONFLICT ({string.Join(", ", change.Keys)}) DO UPDATE SET {added.Replace("source.", "excluded.", StringComparison.Ordinal)}
              """
            : $"""
              UPDATE {change.Table} AS target SET {added}
              FROM ({source.Select}) AS source
              WHERE {string.Join(" AND ", change.Keys.Select(key => $"target.{key} = source.{key}"))}
              """);
    }

    private static RowSource Source(AddedAmounts change)
    {
        string[] columns = [.. change.Keys, .. change.Amounts];
        var source = new RowSource(columns);
        for (var index = 0; index < columns.Length; index++)
        {
            var position = index;
            source.Add(change.Rows.Select(row => row[position]).ToArray(), mayBeConstant: index >= change.Keys.Count);
        }

        return source;
    }

    private static string Insert(AddedAmounts change, RowSource source) =>
        $"INSERT INTO {change.Table} AS target ({string.Join(", ", change.Keys.Concat(change.Amounts))}) {source.Select}";

    private static NpgsqlBatchCommand Move(MovedHead moved)
    {
        var command = new NpgsqlBatchCommand($"""
            UPDATE {moved.Table} SET last_leaf_index = $1, last_recorded_at = $2, last_id = $3, last_lot_id = $4
            WHERE last_leaf_index = $5 AND last_recorded_at = $6 AND last_id = $7 AND last_lot_id = $8 AND dedicated_account_id = $9
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
