using FundLedger.Data.Engines;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Reading;

/// <summary>
/// The one way to read the books outside a write: on the read role's connection, bounded to one dedicated account.
/// The connection must lead to a server that has what was committed a moment ago (the primary, or a standby that commits
/// wait for): a page that follows a write shows it.
/// </summary>
/// <param name="dedicatedAccountId">The account whose rows are seen; 0 before one is chosen: only national tables have rows then.</param>
public sealed class BooksReader(LedgerConnections connections, long dedicatedAccountId)
{
    private readonly DbContextOptions<ReadingDb> options = Options(connections);

    /// <summary>A context for one question; the caller disposes it.</summary>
    public ReadingDb Open() => new(options, dedicatedAccountId);

    /// <summary>A context whose questions all see the books of one moment; the caller disposes it.</summary>
    public async Task<ReadingDb> Snapshot(CancellationToken stop)
    {
        var db = Open();
        try
        {
            await db.Database.BeginTransactionAsync(connections.Engine.SnapshotIsolation, stop);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    private static DbContextOptions<ReadingDb> Options(LedgerConnections connections)
    {
        var builder = new DbContextOptionsBuilder<ReadingDb>();
        connections.Engine.Configure(builder, connections.Engine.ForReading(connections.Reporting), LedgerDb.Schema);
        return builder.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
    }
}
