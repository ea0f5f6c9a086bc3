using System.Data.Common;

namespace FundLedger.Data.Engines;

/// <summary>
/// A named lock across all processes on one database, held by a session of its own. The engine frees it when the session
/// ends, so a killed process leaves nothing behind; a lock that is a row would stay until someone decides that its owner
/// must be dead. <see cref="Lost"/> tells when the session has ended although the process lives.
/// </summary>
public sealed class SessionLock : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly DbConnection connection;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource released = new();
    private readonly Task watch;

    private SessionLock(DbConnection connection)
    {
        this.connection = connection;
        watch = Watch();
    }

    /// <summary>Cancelled when the lock is not held any more: whatever it protects must end.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Takes the lock, or gives null at once when another session holds it.</summary>
    public static async Task<SessionLock?> TryTake(DatabaseEngine engine, string connectionString, string name, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var connection = await engine.TryLock(connectionString, name, stop);
        return connection is null ? null : new SessionLock(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await released.CancelAsync();
        try
        {
            await watch;
        }
        finally
        {
            await connection.DisposeAsync();
            lost.Dispose();
            released.Dispose();
        }
    }

    /// <summary>
    /// Queries the session now and then, so that it is not closed for idleness and its loss is noticed.
    /// </summary>
    private async Task Watch()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, released.Token);
                await using var command = connection.CreateCommand();
                (command.CommandText, command.CommandTimeout) = ("SELECT 1", (int)Beat.TotalSeconds);
                await command.ExecuteScalarAsync(released.Token);
            }
        }
        catch (Exception) when (released.IsCancellationRequested)
        {
            // Given back.
        }
        catch (Exception)
        {
            // Whatever it was: a session that does not answer may not hold the lock any more.
            await lost.CancelAsync();
        }
    }
}
