using FundLedger.Domain;
using Npgsql;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>
/// A private PostgreSQL in the data folder, for everybody who has given no connection string. Every user of it holds a
/// shared lock; the first starts the server and the last stops it. The server runs in its own session: it outlives a
/// killed process, and the next start attaches to it.
/// </summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(10);

    private readonly ClusterFolder folder;
    private readonly EmbeddedOptions options;
    private readonly string sockets;
    private FolderLock? usersLock;

    private EmbeddedCluster(ClusterFolder folder, EmbeddedOptions options, string sockets, FolderLock usersLock)
    {
        this.folder = folder;
        this.options = options;
        this.sockets = sockets;
        this.usersLock = usersLock;
    }

    /// <summary>The server's log; it contains failing statements, so only its owner can read it.</summary>
    public string LogFile => folder.LogFile;

    /// <summary>Starts the cluster of a data folder, creating it at the first start, or attaches to the running one.</summary>
    /// <param name="dataFolder">Made when missing. One cluster per folder.</param>
    /// <param name="progress">Receives, in English, each step that may take longer than a moment.</param>
    /// <param name="stop">Gives up; a cluster no one else uses is stopped again.</param>
    /// <returns>The cluster, or a refusal of <see cref="EmbeddedRefusals"/>.</returns>
    public static Task<Result<EmbeddedCluster>> Start(string dataFolder, IProgress<string>? progress, CancellationToken stop) =>
        Start(dataFolder, progress, new EmbeddedOptions(), stop);

    /// <inheritdoc cref="Start(string, IProgress{string}?, CancellationToken)"/>
    public static async Task<Result<EmbeddedCluster>> Start(
        string dataFolder, IProgress<string>? progress, EmbeddedOptions options, CancellationToken stop)
    {
        if (OperatingSystem.IsWindows())
            return EmbeddedRefusals.EmbeddedNeedsUnix();
        var folderResult = await ClusterFolder.Open(dataFolder, progress, stop);
        if (folderResult.IsRefused)
            return folderResult.Refusal;
        var folder = folderResult.Value;
        try
        {
            return await StartLocked(folder, progress, options, stop);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return EmbeddedRefusals.DataFolderNotUsable(folder.Home, failure.Message);
        }
    }

    /// <summary>
    /// How to connect as a role: <c>postgres</c>, <c>fundledger_owner</c>, <c>fundledger_write</c> or
    /// <c>fundledger_read</c>.
    /// </summary>
    public string ConnectionString(string role, string database = ClusterRoles.Database)
    {
        if (!ClusterRoles.All.Contains(role))
            throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role of the embedded cluster.");
        return ConnectionTo(sockets, role, database, pooled: true);
    }

    /// <summary>Releases the cluster and, when no one else uses it, stops it and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref usersLock, null) is not { } held)
            return;
        ForgetIdleConnections();
        using var startLock = await FolderLock.Take(folder.StartLock, shared: false, options.LongestStop, null, CancellationToken.None);
        // Whoever holds it may be attaching: a server that is left running is found by the next start, one that is stopped is missed.
        if (startLock is null) held.Dispose();
        else await Leave(folder, options, held);
    }

    /// <summary>Whether the server's process is there; it may still be starting.</summary>
    public async Task<bool> IsUp(CancellationToken stop) =>
        folder.ExistingMajor is { } major && await new Postmaster(folder, folder.DataOf(major)).Find(stop) is not null;

    /// <summary>Starts a server that has gone without being asked to, and waits until it answers; null when it does.</summary>
    public async Task<Refusal?> Restart(IProgress<string>? progress, CancellationToken stop)
    {
        using var startLock = await FolderLock.Take(folder.StartLock, shared: false, LongestStart, null, stop);
        if (startLock is null)
            return EmbeddedRefusals.AnotherProcessIsStarting(folder.StartLock);
        var up = await new ClusterStart(folder, options, progress).BringUp(stop);
        if (up.IsRefused)
            return up.Refusal;
        await folder.ReturnToOwner(stop);
        ForgetIdleConnections();
        return null;
    }

    /// <summary>Pooled connections are broken after another start of the same cluster, with whatever options they were opened.</summary>
    private static void ForgetIdleConnections() => NpgsqlConnection.ClearAllPools();

    internal static string ConnectionTo(string sockets, string role, string database, bool pooled)
    {
        var parts = new NpgsqlConnectionStringBuilder { Host = sockets, Port = 5432, Username = role, Database = database };
        if (!pooled)
            parts.Pooling = false;
        return parts.ConnectionString;
    }

    private static async Task<Result<EmbeddedCluster>> StartLocked(
        ClusterFolder folder, IProgress<string>? progress, EmbeddedOptions options, CancellationToken stop)
    {
        using var startLock = await FolderLock.Take(folder.StartLock, shared: false, LongestStart,
            () => progress?.Report("Waiting for another process that is starting or stopping the cluster"), stop);
        if (startLock is null)
            return EmbeddedRefusals.AnotherProcessIsStarting(folder.StartLock);
        if (!startLock.Holds())
            return EmbeddedRefusals.LocksDoNotHold(folder.Home);
        var usersLock = await FolderLock.Take(folder.UsersLock, shared: true, TimeSpan.FromSeconds(5), null, stop);
        if (usersLock is null)
            return EmbeddedRefusals.AnotherProcessIsStarting(folder.UsersLock);
        var up = false;
        try
        {
            var sockets = await new ClusterStart(folder, options, progress).BringUp(stop);
            if (sockets.IsRefused)
                return sockets.Refusal;
            await ClusterRoles.Ensure(ConnectionTo(sockets.Value, ClusterRoles.Superuser, "postgres", pooled: false), stop);
            await folder.ReturnToOwner(stop);
            up = true;
            return new EmbeddedCluster(folder, options, sockets.Value, usersLock);
        }
        finally
        {
            if (!up)
                await Leave(folder, options, usersLock);
        }
    }

    /// <summary>Called under the start lock, so that no one attaches between the check for users and the stop.</summary>
    private static async Task Leave(ClusterFolder folder, EmbeddedOptions options, FolderLock usersLock)
    {
        usersLock.Dispose();
        // A process being started by another thread of ours holds a copy of our handle for a moment; hence several looks.
        using var alone = await FolderLock.Take(
            folder.UsersLock, shared: false, TimeSpan.FromMilliseconds(90), null, CancellationToken.None);
        if (alone is null || folder.ExistingMajor is not { } major)
            return;
        if (await new Postmaster(folder, folder.DataOf(major)).Stop(options.LongestStop, CancellationToken.None))
            folder.RemoveSocketFolderElsewhere();
    }
}
