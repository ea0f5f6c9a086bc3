using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Domain;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>
/// Where everything of one cluster lies. Usually that is the data folder itself; when we are root and the account
/// PostgreSQL runs as cannot pass through to it (a checkout below /root), it is a folder below /var/lib/fundledger,
/// written down in a note in the data folder. We never widen the permissions of folders that are not ours.
/// </summary>
internal sealed class ClusterFolder
{
    private const string NoteName = "postgresql.location";
    private const string SystemFolder = "/var/lib/fundledger";
    private const string SocketName = "/.s.PGSQL.5432";
    private static readonly SearchValues<char> Separators = SearchValues.Create(",:;\"'\\");
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PassThrough = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private ClusterFolder(string home, OperatingAccount account)
    {
        Home = home;
        Account = account;
    }

    public string Home { get; }

    public OperatingAccount Account { get; }

    public string StartLock => Path.Combine(Home, "start.lock");

    public string UsersLock => Path.Combine(Home, "users.lock");

    public string Binaries => Path.Combine(Home, "postgres-binaries");

    public string Settings => Path.Combine(Home, "postgresql-settings");

    public string LogFile => Path.Combine(Home, "postgresql.log");

    /// <summary>Eight hexadecimal digits that tell this cluster from others on the machine.</summary>
    public string Mark => MarkOf(Home);

    public string DataOf(int major) => Path.Combine(Home, $"postgresql-{major.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The newest major version there is data of; null before the first start.</summary>
    public int? ExistingMajor => ExistingMajorIn(Home);

    /// <summary>A short folder for the socket when the cluster's own has a path the operating system or Npgsql cannot use.</summary>
    public bool SocketIsElsewhere { get; private init; }

    public string SocketFolder => SocketIsElsewhere ? $"/tmp/fundledger-{Mark}" : Path.Combine(Home, "run");

    /// <summary>Finds or makes the folder; nothing of the cluster is touched yet.</summary>
    public static async Task<Result<ClusterFolder>> Open(string dataFolder, IProgress<string>? progress, CancellationToken stop)
    {
        dataFolder = Path.GetFullPath(dataFolder);
        try
        {
            Make(dataFolder, Unix.EffectiveUser() == 0 ? PassThrough : Private);
            // Two processes that come by different links must find the same cluster.
            var real = await Unix.Run(["realpath", dataFolder], stop);
            dataFolder = real.Succeeded ? real.Output.TrimEnd('\n') : dataFolder;
            var note = Path.Combine(dataFolder, NoteName);
            var home = File.Exists(note) ? (await File.ReadAllTextAsync(note, stop)).Trim() : dataFolder;
            if (!Directory.Exists(home))
                return EmbeddedRefusals.ClusterFolderMissing(note, home);
            return await OpenHome(home, note, progress, stop);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return EmbeddedRefusals.DataFolderNotUsable(dataFolder, failure.Message);
        }
    }

    /// <summary>Makes the socket's folder; one in /tmp must be ours, because anyone can make folders there.</summary>
    public async Task<Result<string>> MakeSocketFolder(CancellationToken stop)
    {
        if (!Directory.Exists(SocketFolder))
        {
            Make(SocketFolder, Private);
            await Account.Give(SocketFolder, stop);
        }
        var owner = await OperatingAccount.OwnerOf(SocketFolder, stop);
        var isLink = new DirectoryInfo(SocketFolder).LinkTarget is not null;
        if (isLink || owner?.User != Account.User || Unix.ModeOf(SocketFolder) != Private)
            return EmbeddedRefusals.SocketFolderTaken(SocketFolder, Home);
        return SocketFolder;
    }

    /// <summary>Leaves nothing in /tmp once the server has ended.</summary>
    public void RemoveSocketFolderElsewhere()
    {
        if (SocketIsElsewhere && Directory.Exists(SocketFolder) && !Directory.EnumerateFileSystemEntries(SocketFolder).Any())
            Directory.Delete(SocketFolder);
    }

    /// <summary>As root in the folder of an ordinary user: what we made there must stay usable for that user.</summary>
    public async Task ReturnToOwner(CancellationToken stop)
    {
        if (Account.IsOurselves || await OperatingAccount.OwnerOf(Home, stop) is not { User: not 0 } owner)
            return;
        foreach (var path in new[] { StartLock, UsersLock, LogFile, Settings, Binaries }.Where(Path.Exists))
            await (owner with { Prefix = Account.Prefix }).Give(path, stop);
    }

    public static void Make(string folder, UnixFileMode mode)
    {
        if (Directory.Exists(folder))
            return;
        Directory.CreateDirectory(folder);
        Unix.SetMode(folder, mode);
    }

    private static async Task<Result<ClusterFolder>> OpenHome(
        string home, string note, IProgress<string>? progress, CancellationToken stop)
    {
        var existing = ExistingDataIn(home);
        var account = await OperatingAccount.For(existing, stop);
        if (account.IsRefused)
            return account.Refusal;
        if (await account.Value.CanEnter(home, stop))
            return At(home, account.Value);
        // Data that lies where its own account cannot reach it was moved there; starting an empty cluster elsewhere would hide it.
        if (existing is not null || File.Exists(note))
            return EmbeddedRefusals.DataFolderNotReachable(home, account.Value.Name);
        var elsewhere = Path.Combine(SystemFolder, MarkOf(home));
        Make(SystemFolder, PassThrough);
        Make(elsewhere, PassThrough);
        if (!await account.Value.CanEnter(elsewhere, stop))
            return EmbeddedRefusals.DataFolderNotReachable(home, account.Value.Name);
        // Moved into place, so that a process starting at the same moment never reads half a note.
        var draft = $"{note}.{Environment.ProcessId}";
        await File.WriteAllTextAsync(draft, elsewhere + "\n", stop);
        File.Move(draft, note, overwrite: true);
        progress?.Report($"PostgreSQL's account '{account.Value.Name}' cannot reach {home}; the cluster is kept in {elsewhere}");
        return await OpenHome(elsewhere, note, progress, stop);
    }

    private static ClusterFolder At(string home, OperatingAccount account)
    {
        // sun_path holds 108 bytes on Linux and 104 on macOS, one of them the closing zero. Npgsql reads ',' and ':' in a host
        // as separators, PostgreSQL does so with ',' and the quotation mark.
        var longest = OperatingSystem.IsMacOS() ? 103 : 107;
        var own = Path.Combine(home, "run") + SocketName;
        var unusable = Encoding.UTF8.GetByteCount(own) > longest || own.AsSpan().ContainsAny(Separators);
        return new ClusterFolder(home, account) { SocketIsElsewhere = unusable };
    }

    private static string? ExistingDataIn(string home) =>
        ExistingMajorIn(home) is { } major ? Path.Combine(home, $"postgresql-{major.ToString(CultureInfo.InvariantCulture)}") : null;

    private static int? ExistingMajorIn(string home) => Directory.EnumerateDirectories(home, "postgresql-*")
        .Select(folder => Path.GetFileName(folder)["postgresql-".Length..])
        .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : (int?)null)
        .Max();

    private static string MarkOf(string home) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home)).AsSpan(0, 4));
}
