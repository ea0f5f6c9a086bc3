using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FundLedger.Data.Engines;

/// <summary>
/// Makes contexts on the write role's connection, for the write path alone; each use disposes its own. Code that only reads
/// uses <see cref="Reading.BooksReader"/>.
/// </summary>
/// <param name="connections">Where, and as whom.</param>
/// <param name="logs">
/// Where each statement of a context is logged, and as an error each that failed, on every engine alike and never with its values;
/// null: nowhere. What an engine sends by its own means (<see cref="DatabaseEngine.Apply"/>) is its driver's to log.
/// </param>
public sealed class LedgerDbFactory(LedgerConnections connections, ILoggerFactory? logs = null)
{
    private readonly string connectionString = connections.Engine.ForWriting(connections.Ledger);
    private readonly DbContextOptions<LedgerDb> options = Options(
        connections.Engine, connections.Engine.ForWriting(connections.Ledger), logs);

    public DatabaseEngine Engine => connections.Engine;

    internal LedgerDb Create(long dedicatedAccountId) => new(options, dedicatedAccountId);

    /// <summary>A context on a connection of the write path, for reading inside its transaction.</summary>
    internal LedgerDb CreateOn(DbTransaction transaction, long dedicatedAccountId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var db = Create(dedicatedAccountId);
        db.Database.SetDbConnection(transaction.Connection!);
        db.Database.UseTransaction(transaction);
        return db;
    }

    internal async Task<DbConnection> OpenConnection(CancellationToken stop)
    {
        var connection = Engine.CreateConnection(connectionString);
        await connection.OpenAsync(stop);
        return connection;
    }

    public static DbContextOptions<LedgerDb> Options(DatabaseEngine engine, string connectionString, ILoggerFactory? logs = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var builder = new DbContextOptionsBuilder<LedgerDb>();
        engine.Configure(builder, connectionString, LedgerDb.Schema);
        if (logs is not null) builder.UseLoggerFactory(logs);
        return builder.Options;
    }
}
