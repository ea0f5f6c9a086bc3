using FundLedger.Domain;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>Makes a new, empty cluster. It gets its name only when complete: a killed initdb leaves nothing that looks like data.</summary>
internal static class ClusterCreation
{
    private const string Unfinished = "unfinished-";

    public static async Task<Result<string>> Ensure(
        ClusterFolder folder, PostgresBinaries binaries, EmbeddedOptions options, IProgress<string>? progress, CancellationToken stop)
    {
        var data = folder.DataOf(binaries.Major);
        RemoveUnfinished(folder);
        if (Directory.Exists(data))
            return data;
        progress?.Report($"Creating a PostgreSQL {binaries.Major} cluster in {data}");
        // A random name: an initdb that outlived its killed parent must not write into the same folder.
        var unfinished = Path.Combine(folder.Home, Unfinished + Path.GetRandomFileName());
        ClusterFolder.Make(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await folder.Account.Give(unfinished, stop);

        var created = await InitDb("C.UTF-8");
        if (!created.Succeeded && created.Output.Contains("locale", StringComparison.Ordinal))
            created = await InitDb("C");
        if (!created.Succeeded)
        {
            RemoveUnfinished(folder);
            return EmbeddedRefusals.ClusterNotCreated(data, created.LastLines);
        }
        Directory.Move(unfinished, data);
        // The files are on disk already; this makes the new name as durable as they are.
        if (!options.FsyncOff)
            await Unix.Run(["sync", folder.Home], stop);
        return data;

        Task<Unix.Outcome> InitDb(string characters) => Unix.Run(
            folder.Account.Command([
                binaries.InitDb, "-D", unfinished, "-U", ClusterRoles.Superuser, "--auth=peer", "--data-checksums",
                "--encoding=UTF8", "--locale=C", $"--lc-ctype={characters}", .. options.FsyncOff ? ["--no-sync"] : Array.Empty<string>(),
            ]), stop);
    }

    private static void RemoveUnfinished(ClusterFolder folder)
    {
        foreach (var leftover in Directory.EnumerateDirectories(folder.Home, Unfinished + "*"))
        {
            try
            {
                Directory.Delete(leftover, recursive: true);
            }
            catch (IOException)
            {
                // An initdb that outlived its parent is still writing; the next start removes it.
            }
        }
    }
}
