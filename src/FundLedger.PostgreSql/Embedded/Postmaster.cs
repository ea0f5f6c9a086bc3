using System.Diagnostics;
using System.Globalization;

namespace FundLedger.PostgreSql.Embedded;

/// <summary>The server process of one data folder: looking for it, launching it, asking it to end.</summary>
internal sealed class Postmaster(ClusterFolder folder, string data)
{
    // Above the kernel's highest possible process number: never alive.
    private const int NobodysNumber = 4_194_305;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private string NumberFile => Path.Combine(data, "postmaster.pid");

    /// <summary>The number of the running server, or null. A number that meanwhile belongs to another program is not ours.</summary>
    public async Task<int?> Find(CancellationToken stop) =>
        ReadNumber() is { } number && await IsOurs(number, stop) ? number : null;

    /// <summary>
    /// Starts the server in its own session, so that Ctrl-C at our terminal does not reach it, and with none of our open files.
    /// The shell opens the log before root is dropped: the account need not be able to write to our folder.
    /// </summary>
    public async Task<Process> Launch(PostgresBinaries binaries, ClusterSettings settings, CancellationToken stop)
    {
        await MakeStaleNumberHarmless(stop);
        RotateLog();
        const string script = """
            umask 077; log=$1; shift
            exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
            if command -v setsid >/dev/null; then set -- setsid "$@"
            else set -- perl -MPOSIX=setsid -e 'setsid(); exec @ARGV' "$@"; fi
            exec "$@" </dev/null >>"$log" 2>&1
            """;
        var start = new ProcessStartInfo("sh", ["-c", script, "sh", folder.LogFile,
            .. folder.Account.Command(binaries.Postgres, "-D", data, "-c", $"config_file={settings.MainFile}")])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Fast shutdown; false when the server was still busy with it after the given time (it goes on and ends by itself).</summary>
    public async Task<bool> Stop(TimeSpan longest, CancellationToken stop)
    {
        if (await Find(stop) is not { } number)
            return true;
        _ = Unix.Signal(number, Unix.Interrupt);
        for (var waited = TimeSpan.Zero; waited < longest; waited += Pause)
        {
            if (!await IsOurs(number, stop))
                return true;
            await Task.Delay(Pause, stop);
        }
        return false;
    }

    /// <summary>Whether the last launch failed because a query of a killed server still runs on; it ends when it notices.</summary>
    public bool WaitsForOldMemory() =>
        LastLogLines().Split('\n').TakeLast(2).Any(line => line.EndsWith("is still in use", StringComparison.Ordinal));

    public string LastLogLines() => File.Exists(folder.LogFile) ? Unix.LastLinesOf(File.ReadAllText(folder.LogFile)) : "";

    /// <summary>
    /// After a crash the number in the file may have been given to another program, and PostgreSQL would believe itself running.
    /// Only the number is replaced: the rest of the file lets PostgreSQL see whether children of the dead server still use its memory.
    /// </summary>
    private async Task MakeStaleNumberHarmless(CancellationToken stop)
    {
        if (ReadNumber() is not { } number || number == NobodysNumber || await IsOurs(number, stop))
            return;
        var lines = (await File.ReadAllTextAsync(NumberFile, stop)).Split('\n');
        lines[0] = NobodysNumber.ToString(CultureInfo.InvariantCulture);
        // Written by the account itself: root must not follow a link the account may have put there.
        await Unix.Run(
            folder.Account.Command("sh", "-c", "printf %s \"$2\" > \"$1\"", "sh", NumberFile, string.Join('\n', lines)), stop);
    }

    private int? ReadNumber()
    {
        try
        {
            var first = File.ReadLines(NumberFile).FirstOrDefault();
            return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1 ? number : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// By the command line, which stays readable where a container denies root the other facts of a dropped process.
    /// A process that has ended and was not yet collected by its parent has none.
    /// </summary>
    private async Task<bool> IsOurs(int number, CancellationToken stop)
    {
        if (!OperatingSystem.IsLinux())
            return (await Unix.Run(["ps", "-ww", "-o", "args=", "-p", $"{number}"], stop))
                .Output.Contains($"postgres -D {data} ", StringComparison.Ordinal);
        try
        {
            var words = (await File.ReadAllTextAsync($"/proc/{number}/cmdline", stop)).Split('\0');
            return words.Length > 2 && Path.GetFileName(words[0]) == "postgres" && words[1] == "-D" && words[2] == data;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>One older log is kept; neither is for others to read, since it contains failing statements.</summary>
    private void RotateLog()
    {
        const long longest = 10 * 1024 * 1024;
        if (new FileInfo(folder.LogFile) is { Exists: true, Length: > longest })
            File.Move(folder.LogFile, folder.LogFile + ".1", overwrite: true);
    }
}
