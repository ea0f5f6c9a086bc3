using System.Diagnostics;
using System.Globalization;
using FundLedger.PostgreSql.Embedded;

namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// An embedded cluster in a temporary folder named after this process; stopped and removed after the last test.
/// What a killed test run left behind is removed by the next one.
/// </summary>
internal static class TestCluster
{
    private const string Prefix = "fundledger-tests-";

    private static string OwnFolder =>
        Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}"));

    public static async Task<EmbeddedCluster> Start()
    {
        foreach (var left in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*").Where(IsOrphan)) await Remove(left, null);

        var folder = OwnFolder;
        Directory.CreateDirectory(folder);
        Clusters.LetOthersPassThrough(folder);

        var started = await EmbeddedCluster.Start(DataOf(folder), null, new EmbeddedOptions(FsyncOff: true), CancellationToken.None);
        return started.IsRefused ? throw new InvalidOperationException($"No PostgreSQL to test on: {started.Refusal}") : started.Value;
    }

    public static Task Remove(EmbeddedCluster cluster) => Remove(OwnFolder, cluster);

    private static string DataOf(string folder) => Path.Combine(folder, "data");

    private static bool IsOrphan(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static async Task Remove(string folder, EmbeddedCluster? cluster)
    {
        if (cluster is null && Directory.Exists(DataOf(folder)))
        {
            // Attaching and leaving stops a server that nobody uses any more.
            var attached = await EmbeddedCluster.Start(
                DataOf(folder), null, new EmbeddedOptions(FsyncOff: true), CancellationToken.None);
            if (attached.IsRefused) return;
            cluster = attached.Value;
        }

        if (cluster is not null) await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
