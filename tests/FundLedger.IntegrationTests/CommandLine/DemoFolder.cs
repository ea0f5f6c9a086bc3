using System.Globalization;
using FundLedger.IntegrationTests.Embedded;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>A data folder with the seeded demonstration: a copy of the one that the program itself made once for all tests.</summary>
public class DemoFolder : IAsyncLifetime
{
    private static readonly Lazy<Task<string>> Seeded = new(Seed);

    public string Path { get; } = NewFolder();

    public virtual async Task InitializeAsync()
    {
        // With owners and rights: PostgreSQL starts on no folder of somebody else's.
        using var copy = System.Diagnostics.Process.Start("cp", ["-a", $"{await Seeded.Value}/.", Path]);
        await copy.WaitForExitAsync();
        copy.ExitCode.Should().Be(0);
    }

    /// <summary>kill -9 of the embedded database's postmaster, as its own file names it; its sessions end by themselves.</summary>
    public void KillDatabase()
    {
        var file = System.IO.Path.Combine(Directory.GetDirectories(Path, "postgresql-1*").Single(), "postmaster.pid");
        Shell.Kill(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
    }

    public virtual async Task DisposeAsync()
    {
        // Killed processes leave the cluster running; the next one to use it stops it when it leaves.
        using var last = await RunningCommand.Run(Path, "report", "trial-balance");
        Directory.Delete(Path, recursive: true);
    }

    private static async Task<string> Seed()
    {
        var folder = NewFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using var seeded = await RunningCommand.Run(folder, "demo", "--no-serve");
        seeded.ExitCode.Should().Be(0, seeded.Everything);
        return folder;
    }

    private static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("fundledger-cli-").FullName;
        // PostgreSQL runs as another account when we are root: it must be able to pass through.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        return folder;
    }
}

/// <summary>Such a folder whose database runs from the first test of the class to the last.</summary>
public sealed class KeptDemoFolder : DemoFolder
{
    private IAsyncDisposable? kept;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        kept = await KeptCluster.Of(Path);
    }

    public override async Task DisposeAsync()
    {
        await kept!.DisposeAsync();
        await base.DisposeAsync();
    }
}
