namespace FundLedger.PostgreSql.Embedded;

/// <summary>
/// A lock on a file that several processes can see. The kernel holds it for the open handle (flock on Unix),
/// so a process that is killed lets go of it without doing anything.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);
    private readonly FileStream handle;

    private FolderLock(FileStream handle) => this.handle = handle;

    /// <summary>The lock, or null while another process holds it. Other errors of the file are exceptions of the file system.</summary>
    public static FolderLock? TryTake(string file, bool shared)
    {
        try
        {
            return new FolderLock(new FileStream(
                file, FileMode.OpenOrCreate, shared ? FileAccess.Read : FileAccess.ReadWrite, shared ? FileShare.Read : FileShare.None));
        }
        catch (IOException busy) when (IsHeldElsewhere(busy))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock; null when it was not to be had in the given time.</summary>
    public static async Task<FolderLock?> Take(string file, bool shared, TimeSpan longest, Action? whenWaiting, CancellationToken stop)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (TryTake(file, shared) is { } taken)
                return taken;
            if (waited >= longest)
                return null;
            if (waited == Pause * 20)
                whenWaiting?.Invoke();
            await Task.Delay(Pause, stop);
        }
    }

    /// <summary>Some network file systems accept every lock: then two processes would believe themselves alone.</summary>
    public bool Holds()
    {
        using var second = TryTake(handle.Name, shared: false);
        return second is null;
    }

    public void Dispose() => handle.Dispose();

    // EWOULDBLOCK is 11 on Linux and 35 on macOS.
    private static bool IsHeldElsewhere(IOException failure) => failure.HResult is 11 or 35;
}
