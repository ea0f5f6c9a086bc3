using System.Diagnostics;

namespace FundLedger.IntegrationTests.Embedded;

/// <summary>A second process that uses a cluster (<see cref="OtherProcess"/>), seen from the test.</summary>
internal sealed class OtherUser : IDisposable
{
    private static readonly Lazy<string> ReadableAssembly = new(AssemblyForNobody);
    private readonly Process process;

    private OtherUser(Process process, string firstLine)
    {
        this.process = process;
        FirstLine = firstLine;
    }

    /// <summary>READY and the connection string, or REFUSED and the refusal.</summary>
    public string FirstLine { get; }

    /// <summary>Starts it and waits until it has the cluster or was refused. As <c>nobody</c> only when we are root.</summary>
    /// <param name="dataFolder">The cluster's.</param>
    /// <param name="asNobody">As another account than ours.</param>
    /// <param name="downloaded">Without what is installed here.</param>
    /// <param name="environment">Variables that differ from ours.</param>
    public static async Task<OtherUser> Start(
        string dataFolder, bool asNobody = false, bool downloaded = false, params (string Name, string Value)[] environment)
    {
        string[] dotnet =
        [
            "dotnet", "exec", asNobody ? ReadableAssembly.Value : typeof(OtherUser).Assembly.Location, dataFolder,
            .. downloaded ? [OtherProcess.Downloaded] : Array.Empty<string>(),
        ];
        string[] command = asNobody ? ["setpriv", "--reuid=nobody", "--regid=" + Shell.Run("id -g nobody"), "--clear-groups", .. dotnet]
            : dotnet;
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["HOME"] = "/nonexistent";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        return new OtherUser(process, await process.StandardOutput.ReadLineAsync() ?? "ended without a word");
    }

    /// <summary>Lets it dispose its cluster and end.</summary>
    public async Task Finish()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    /// <summary>Our own assembly, or a copy of it when it lies where <c>nobody</c> cannot read (a checkout below /root).</summary>
    private static string AssemblyForNobody()
    {
        var own = typeof(OtherUser).Assembly.Location;
        if (Shell.Run($"setpriv --reuid=nobody --clear-groups --regid=$(id -g nobody) test -r '{own}' && echo yes") == "yes")
            return own;
        var copy = Path.Combine(Path.GetTempPath(), $"fundledger-test-assembly-{Environment.ProcessId}");
        Shell.Run($"cp -r '{Path.GetDirectoryName(own)}' '{copy}' && chmod -R a+rX '{copy}'");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(copy, recursive: true);
        return Path.Combine(copy, Path.GetFileName(own));
    }
}
