using System.Data;
using System.Data.Common;
using Dapper;

namespace FundLedger.Reports;

/// <summary>
/// Where reports read: a connection of the read-only role. Every report reads one consistent snapshot, however many
/// statements it takes, while the ledger goes on being written.
/// </summary>
/// <param name="open">Opens a connection; the caller disposes it.</param>
/// <param name="engine"><c>postgresql</c> or <c>sqlserver</c>.</param>
public sealed class ReportingDatabase(Func<CancellationToken, Task<DbConnection>> open, string engine)
{
    private const string SqlServer = "sqlserver";

    public string Engine { get; } = engine;

    /// <summary>Reads everything the function asks for from one snapshot.</summary>
    public async Task<T> Read<T>(Func<Snapshot, Task<T>> read, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var connection = await open(stop);
        await using var transaction = await connection.BeginTransactionAsync(await Isolation(connection, stop), stop);
        var result = await read(new Snapshot(connection, transaction, Engine, stop));
        await transaction.CommitAsync(stop);
        return result;
    }

    /// <summary>
    /// REPEATABLE READ is a snapshot on PostgreSQL. SQL Server needs SNAPSHOT, which the database must allow
    /// (ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON); where it does not, a report may mix two moments.
    /// </summary>
    private async Task<IsolationLevel> Isolation(DbConnection connection, CancellationToken stop)
    {
        if (Engine != SqlServer) return IsolationLevel.RepeatableRead;
        var allowed = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select snapshot_isolation_state from sys.databases where database_id = db_id()", cancellationToken: stop));
        return allowed == 1 ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted;
    }
}

/// <summary>One consistent view of the ledger, open while a report is being made.</summary>
public sealed class Snapshot
{
    /// <summary>A check of a large ledger takes longer than the drivers' thirty seconds.</summary>
    private const int TimeoutSeconds = 3600;

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

    internal async Task<T?> RowOrNull<T>(string statement, object? parameters = null) where T : class =>
        await connection.QuerySingleOrDefaultAsync<T>(Command(EmbeddedSql.Text(statement, engine), parameters));

    /// <summary>Rows one by one, for what does not fit in memory.</summary>
    internal Task<DbDataReader> Stream(string statement, object? parameters = null) =>
        StreamText(EmbeddedSql.Text(statement, engine), parameters);

    internal async Task<DbDataReader> StreamText(string sql, object? parameters = null) =>
        await connection.ExecuteReaderAsync(Command(sql, parameters));

    internal Task<long> Count(string sql, object? parameters = null) =>
        connection.ExecuteScalarAsync<long>(Command(sql, parameters));

    internal string TextOf(string statement) => EmbeddedSql.Text(statement, engine);

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, transaction, TimeoutSeconds, CommandType.Text, CommandFlags.Buffered, stop);
}
