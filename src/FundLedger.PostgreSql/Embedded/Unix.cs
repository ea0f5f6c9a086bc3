using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>The two system calls .NET does not offer, and running a tool to its end.</summary>
internal static class Unix
{
    /// <summary>PostgreSQL's fast shutdown: clients are disconnected, transactions rolled back, a checkpoint written.</summary>
    public const int Interrupt = 2;

    [DllImport("libc", EntryPoint = "geteuid"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern uint EffectiveUser();

    [DllImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Signal(int process, int signal);

    /// <summary>Sets exactly this mode; one given at creation would be cut by the process's mask.</summary>
    public static void SetMode(string path, UnixFileMode mode)
    {
        // The cluster is refused on Windows before this; the check is for the compiler.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    public static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    /// <summary>Runs a tool from the root folder (a dropped account may not be able to enter ours) and collects its output.</summary>
    public static async Task<Outcome> Run(
        IEnumerable<string> command, CancellationToken stop, string workingFolder = "/", IDictionary<string, string>? environment = null)
    {
        var words = command.ToArray();
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return new Outcome(127, missing.Message);
        }
        using (process)
        {
            process.StandardInput.Close();
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(stop);
                var errors = process.StandardError.ReadToEndAsync(stop);
                await process.WaitForExitAsync(stop);
                return new Outcome(process.ExitCode, await output + await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }

    /// <summary>How a tool ended and what it printed, errors last.</summary>
    public sealed record Outcome(int ExitCode, string Output)
    {
        public bool Succeeded => ExitCode == 0;

        public string LastLines => LastLinesOf(Output);
    }

    /// <summary>The end of a log, short enough for a message.</summary>
    public static string LastLinesOf(string text) => string.Join('\n', text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .TakeLast(8));
}
