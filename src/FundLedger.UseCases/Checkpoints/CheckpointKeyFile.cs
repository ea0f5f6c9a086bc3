using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.UseCases.Checkpoints;

/// <summary>
/// The key that signs checkpoints: a PEM file outside the database, open to its owner only. Beside it lies the list of
/// public keys, the newest last: those of keys that were rotated away stay there, so that old checkpoints verify.
/// </summary>
public sealed class CheckpointKeyFile(string path)
{
    /// <summary>The configuration's key for the path of the private key.</summary>
    public const string Setting = "Checkpoints:KeyFile";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    /// <summary>Keeping takes milliseconds; whoever holds the lock longer than this is not about to give it back.</summary>
    private static readonly TimeSpan LongestKeeping = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string PublicPath => System.IO.Path.ChangeExtension(Path, ".pub.pem");

    /// <summary>Where the key lies by default: in folder <c>keys</c> of the data folder.</summary>
    public static string Default(string dataFolder) => System.IO.Path.Combine(dataFolder, "keys", "checkpoint.pem");

    /// <summary>The key to sign with. Refused: no file, a file others may read, one that is not a P-256 private key.</summary>
    public Result<CheckpointKey> Read()
    {
        if (!File.Exists(Path)) return CheckpointRefusals.CheckpointKeyMissing(Path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & Others) != 0)
            return CheckpointRefusals.CheckpointKeyOpenToOthers(Path);
        try
        {
            return CheckpointKey.Parse(File.ReadAllText(Path), Path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return CheckpointRefusals.CheckpointKeyNotReadable(Path);
        }
    }

    /// <summary>Every public key that ever signed, the newest last. Refused: no list, or one that cannot be read.</summary>
    public Result<IReadOnlyList<CheckpointPublicKey>> PublicKeys() => ReadPublic(PublicPath);

    public static Result<IReadOnlyList<CheckpointPublicKey>> ReadPublic(string file)
    {
        if (!File.Exists(file)) return CheckpointRefusals.CheckpointKeyMissing(file);
        try
        {
            return CheckpointPublicKey.ParseAll(File.ReadAllText(file), file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return CheckpointRefusals.CheckpointKeyNotReadable(file);
        }
    }

    /// <summary>Makes the first key. Refused when there is one already: rotate it instead.</summary>
    public Result<CheckpointPublicKey> Create() =>
        File.Exists(Path) || File.Exists(PublicPath) ? CheckpointRefusals.CheckpointKeyExists(Path) : Replace();

    /// <summary>Makes a new key in the place of the present one, which is gone afterwards; its public key stays in the list.</summary>
    public Result<CheckpointPublicKey> Rotate()
    {
        var present = Read();
        if (present.IsRefused) return present.Refusal;
        present.Value.Dispose();
        var known = PublicKeys();
        if (known.IsRefused) return known.Refusal;
        return Replace();
    }

    /// <summary>Where the checkpoint of a log lies that was signed last: beside the key, out of the database's reach.</summary>
    public string KeptPath(string log) => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(Path)!,
        $"{System.IO.Path.GetFileNameWithoutExtension(Path)}.{Uri.EscapeDataString(log)}.note");

    /// <summary>
    /// The checkpoint of this log that was signed last, by a key of the list; null: none is kept. Refused: one that cannot be
    /// read, is of another log, or carries a signature that does not hold.
    /// </summary>
    public Result<Checkpoint?> Kept(string log)
    {
        var file = KeptPath(log);
        if (!File.Exists(file)) return Result.Of<Checkpoint?>(null);
        var keys = PublicKeys();
        if (keys.IsRefused) return keys.Refusal;
        try
        {
            var read = Checkpoint.Verify(File.ReadAllText(file), log, keys.Value);
            return read.IsRefused
                ? CheckpointRefusals.KeptCheckpointNotUsable(file, read.Refusal.Code)
                : Result.Of<Checkpoint?>(read.Value);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return CheckpointRefusals.KeptCheckpointNotUsable(file, problem.Message);
        }
    }

    /// <summary>
    /// Keeps a checkpoint in place of the one before, whole or not at all, also beside another process that signs: the one of
    /// the larger log stays, and the answer is its size. Refused: CheckpointKeyNotWritable.
    /// </summary>
    /// <param name="size">The checkpoint's, in leaves.</param>
    public async Task<Result<long>> Keep(string log, long size, string note, CancellationToken stop)
    {
        var file = KeptPath(log);
        var partial = $"{file}.{System.IO.Path.GetRandomFileName()}.new";
        try
        {
            await using var held = await Lock(file + ".lock", stop);
            // One that cannot be read is replaced: whoever signs has read it before, and whoever repairs it means to.
            if (Kept(log) is { IsRefused: false, Value: { } kept } && kept.Size > size) return kept.Size;
            await using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write))
            {
                await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(note), stop);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, file, overwrite: true);
            return size;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return CheckpointRefusals.CheckpointKeyNotWritable(file, problem.Message);
        }
    }

    /// <summary>Held by one process at a time; the system takes it from a process that ends. The empty file stays.</summary>
    private static async Task<FileStream> Lock(string file, CancellationToken stop)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException problem) when (problem is not DirectoryNotFoundException && waited.Elapsed < LongestKeeping)
            {
                await Task.Delay(BetweenTries, stop);
            }
        }
    }

    private Result<CheckpointPublicKey> Replace()
    {
        using var key = CheckpointKey.Create();
        var partial = Path + ".new";
        try
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            WritePrivately(partial, key.PrivatePem());
            // The public key is known before anything can be signed with the private one.
            File.AppendAllText(PublicPath, key.Public.Pem);
            File.Move(partial, Path, overwrite: true);
            return key.Public;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return CheckpointRefusals.CheckpointKeyNotWritable(Path, problem.Message);
        }
    }

    private static void WritePrivately(string file, string text)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
