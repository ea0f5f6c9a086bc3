using System.Globalization;
using FundLedger.IntegrationTests.Embedded;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>A data folder with the seeded demonstration, made by the program itself, once for all tests that use it.</summary>
public sealed class DemoFolder : IAsyncLifetime
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fundledger-cli-").FullName;

    public async Task InitializeAsync()
    {
        // PostgreSQL runs as another account when we are root: it must be able to pass through.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);
        using var seeded = await RunningCommand.Run(Path, "demo", "--no-serve");
        seeded.ExitCode.Should().Be(0, seeded.Everything);
    }

    /// <summary>kill -9 of the embedded database's postmaster, as its own file names it; its sessions end by themselves.</summary>
    public void KillDatabase()
    {
        var file = System.IO.Path.Combine(Directory.GetDirectories(Path, "postgresql-1*").Single(), "postmaster.pid");
        Shell.Kill(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
    }

    public async Task DisposeAsync()
    {
        // Killed processes leave the cluster running; the next one to use it stops it when it leaves.
        using var last = await RunningCommand.Run(Path, "report", "trial-balance");
        Directory.Delete(Path, recursive: true);
    }
}
