using System.Data;
using FundLedger.Data.Engines;
using Npgsql;

namespace FundLedger.PostgreSql;

/// <summary>How the changes of a write reach PostgreSQL: few rows in one round trip, many by COPY.</summary>
internal static class PostgreSqlChanges
{
    /// <summary>In the connection's transaction.</summary>
    public static async Task Apply(NpgsqlConnection connection, IReadOnlyList<TableChange> changes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(changes);
        var together = new List<NpgsqlBatchCommand>(changes.Count);
        foreach (var change in changes.Where(change => change.Count > 0))
        {
            if (change is CopiedRows many)
            {
                await Send(connection, together, stop);
                together.Clear();
                await many.Send(connection, stop);
            }
            else
            {
                together.Add(Command(change));
            }
        }

        await Send(connection, together, stop);
    }

    /// <summary>
    /// As a transaction in one round trip, none of it by COPY. The transaction begins and ends by statements of its own: that
    /// what goes in one round trip is a transaction by itself holds for one server only, not for what distributes its
    /// statements. After an error the connection has no transaction any more, or is closed.
    /// </summary>
    public static async Task Commit(NpgsqlConnection connection, IReadOnlyList<TableChange> changes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(changes);
        try
        {
            await Send(
                connection,
                [
                    new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL READ COMMITTED"),
                    .. changes.Where(change => change.Count > 0).Select(Command),
                    new NpgsqlBatchCommand("COMMIT"),
                ],
                stop);
        }
        catch
        {
            await RollBack(connection);
            throw;
        }
    }

    private static async Task Send(NpgsqlConnection connection, List<NpgsqlBatchCommand> commands, CancellationToken stop)
    {
        if (commands.Count == 0) return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The server has skipped what came after the error, COMMIT too. A lost connection has nothing to roll back.</summary>
    private static async Task RollBack(NpgsqlConnection connection)
    {
        if (connection.State != ConnectionState.Open) return;
        try
        {
            await using var command = new NpgsqlCommand("ROLLBACK", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The rethrown error says what went wrong; this connection must not be used any more.
            await connection.CloseAsync();
        }
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
        var source = new RowSource(rows.Account, rows.Columns);
        foreach (var column in rows.Values) Add(source, column);
        return source.Command($"INSERT INTO {rows.Table} ({TableChange.AccountColumn}, {string.Join(", ", rows.Columns)}) {source.Select}");
    }

    /// <summary>Where all rows must be there, a function of the engine (add_to_…) sees to it.</summary>
    private static NpgsqlBatchCommand Add(AddedAmounts change)
    {
        string[] columns = [.. change.Keys, .. change.Amounts];
        var source = new RowSource(change.Account, columns);
        for (var index = 0; index < columns.Length; index++)
        {
            var position = index;
            source.Add(change.Rows.Select(row => row[position]).ToArray(), mayBeConstant: false);
        }

        if (change.Missing == MissingRows.Refused)
        {
            return source.Command($"SELECT {change.Table.Replace(".", ".add_to_", StringComparison.Ordinal)}({source.Parameters})");
        }

        return source.Command($"""
            INSERT INTO {change.Table} AS target ({TableChange.AccountColumn}, {string.Join(", ", columns)}) {source.Select}
            ON CONFLICT ({TableChange.AccountColumn}, {string.Join(", ", change.Keys)})
            DO UPDATE SET {string.Join(", ", change.Amounts.Select(amount => $"{amount} = target.{amount} + excluded.{amount}"))}
            """);
    }

    /// <summary>Under another transaction's lock the engine waits, and looks at the head again as that has left it.</summary>
    private static NpgsqlBatchCommand Move(HeadAdvance moved)
    {
        var command = new NpgsqlBatchCommand("SELECT ledger.advance_head($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = moved.Account });
        foreach (var head in new[] { moved.From, moved.To })
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.LastLeafIndex });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = head.LastRecordedAt.ToDateTimeUtc() });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.LastId });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.LastLotId });
        }

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
