using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;

namespace FundLedger.Reports;

/// <summary>
/// Where reports read: a connection of the read-only role. Every report reads one consistent snapshot, however many
/// statements it takes, while the ledger goes on being written.
/// </summary>
/// <param name="open">Opens a connection; the caller disposes it.</param>
/// <param name="engine"><c>postgresql</c> or <c>sqlserver</c>.</param>
/// <param name="isolation">In which all statements of a transaction see one moment, on this engine.</param>
public sealed class ReportingDatabase(Func<CancellationToken, Task<DbConnection>> open, string engine, IsolationLevel isolation)
{
    /// <summary>As many connections as a pool holds by default.</summary>
    private const int MaxStale = 100;

    public string Engine { get; } = engine;

    /// <summary>Reads everything the function asks for from one snapshot.</summary>
    public async Task<T> Read<T>(Func<Snapshot, Task<T>> read, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(read);
        var (connection, transaction) = await Begin(stop);
        await using (connection)
        await using (transaction)
        {
            var result = await read(new Snapshot(connection, transaction, Engine, stop));
            await transaction.CommitAsync(stop);
            return result;
        }
    }

    /// <summary>
    /// A pool may still hold connections from before the database was restarted: the first statement finds each of them
    /// out, and the next one is taken.
    /// </summary>
    private async Task<(DbConnection Connection, DbTransaction Transaction)> Begin(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = await open(stop);
            try
            {
                var transaction = await connection.BeginTransactionAsync(isolation, stop);
                await connection.ExecuteAsync(new CommandDefinition("select 1", transaction: transaction, cancellationToken: stop));
                return (connection, transaction);
            }
            catch (Exception error)
            {
                await connection.DisposeAsync();
                if (error is not DbException { IsTransient: true } || attempt == MaxStale) throw;
            }
        }
    }
}

/// <summary>One consistent view of the ledger, open while a report is being made.</summary>
public sealed class Snapshot
{
    /// <summary>A check of a large ledger takes longer than the drivers' thirty seconds.</summary>
    private const int TimeoutSeconds = 3600;

    /// <summary>A statement takes some two thousand parameters at most (SQL Server).</summary>
    internal const int ValuesAtOnce = 500;

    private const int FewValues = 50;

    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private readonly string engine;
    private readonly CancellationToken stop;

    internal Snapshot(DbConnection connection, DbTransaction transaction, string engine, CancellationToken stop)
    {
        (this.connection, this.transaction, this.engine, this.stop) = (connection, transaction, engine, stop);
        ReportTypes.Register();
    }

    /// <summary>All rows of an embedded statement, in its order.</summary>
    internal async Task<IReadOnlyList<T>> Rows<T>(string statement, object? parameters = null) =>
        (await connection.QueryAsync<T>(Command(EmbeddedSql.Text(statement, engine), parameters))).AsList();

    /// <summary>
    /// As <see cref="Rows"/>, with <c>(@name)</c> in the statement standing for a list of up to
    /// <see cref="ValuesAtOnce"/> values. The list is filled up with its last value to one of two lengths, so that the
    /// engine keeps two plans and not one for every length.
    /// </summary>
    internal async Task<IReadOnlyList<T>> RowsIn<T>(string statement, string name, IReadOnlyList<long> values, object parameters)
    {
        var all = new DynamicParameters(parameters);
        var length = values.Count <= FewValues ? FewValues : ValuesAtOnce;
        for (var index = 0; index < length; index++) all.Add(
            string.Create(CultureInfo.InvariantCulture, $"{name}{index}"), values[Math.Min(index, values.Count - 1)]);
        var list = string.Join(
            ", ", Enumerable.Range(0, length).Select(index => string.Create(CultureInfo.InvariantCulture, $"@{name}{index}")));
        var sql = EmbeddedSql.Text(statement, engine).Replace($"(@{name})", $"({list})", StringComparison.Ordinal);
        return (await connection.QueryAsync<T>(Command(sql, all))).AsList();
    }

    internal async Task<T?> RowOrNull<T>(string statement, object? parameters = null) where T : class =>
        await connection.QuerySingleOrDefaultAsync<T>(Command(EmbeddedSql.Text(statement, engine), parameters));

    /// <summary>Rows one by one, for what does not fit in memory.</summary>
    internal Task<DbDataReader> Stream(string statement, object? parameters = null) =>
        StreamText(EmbeddedSql.Text(statement, engine), parameters);

    internal async Task<DbDataReader> StreamText(string sql, object? parameters = null) =>
        await connection.ExecuteReaderAsync(Command(sql, parameters));

    /// <summary>
    /// Goes to the next of many rows. The thread waits for it: read asynchronously, every few kilobytes are handed from
    /// one thread to another, which costs more than to read them.
    /// </summary>
    internal bool Next(DbDataReader rows)
    {
        stop.ThrowIfCancellationRequested();
        return rows.Read();
    }

    internal Task<long> Count(string sql, object? parameters = null) =>
        connection.ExecuteScalarAsync<long>(Command(sql, parameters));

    internal string TextOf(string statement) => EmbeddedSql.Text(statement, engine);

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, transaction, TimeoutSeconds, CommandType.Text, CommandFlags.Buffered, stop);
}
