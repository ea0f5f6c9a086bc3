using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace FundLedger.IntegrationTests.CommandLine;

/// <summary>The program as people run it: a process of its own, with what it prints.</summary>
internal sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    private RunningCommand(Process process) => this.process = process;

    public IReadOnlyCollection<string> Output => output;

    public IReadOnlyCollection<string> Errors => errors;

    public string Everything => string.Join('\n', output.Concat(errors));

    public int ExitCode => process.ExitCode;

    public bool HasExited => process.HasExited;

    public static RunningCommand Start(string dataFolder, params string[] arguments) =>
        Launch(workingFolder: "", ["exec", ProgramFile(), .. arguments, "--data", dataFolder]);

    /// <summary>Runs to the end with its results going to a file, or to what the system shows as one.</summary>
    public static async Task<RunningCommand> RunInto(string target, string dataFolder, params string[] arguments)
    {
        var command = Launch(
            workingFolder: "",
            [
                "-c", "target=$1; shift; exec dotnet \"$@\" >\"$target\"", "sh", target, "exec", ProgramFile(), .. arguments,
                "--data", dataFolder,
            ],
            program: "sh");
        await command.End();
        return command;
    }

    /// <summary>Runs to the end as the README says, <c>dotnet run --project …</c>, typed in the given folder.</summary>
    public static async Task<RunningCommand> RunByProject(string workingFolder, params string[] arguments)
    {
        // bin/<configuration>/<framework>/ lies in the project's folder.
        var program = new FileInfo(ProgramFile());
        var project = program.Directory!.Parent!.Parent!.Parent!.FullName;
        var configuration = program.Directory.Parent!.Name;
        var command = Launch(workingFolder, ["run", "--no-build", "-c", configuration, "--project", project, "--", .. arguments]);
        await command.End();
        return command;
    }

    /// <summary>Runs to the end with a line of standard input.</summary>
    public static async Task<RunningCommand> RunWithLine(string line, string dataFolder, params string[] arguments)
    {
        var command = Launch(workingFolder: "", ["exec", ProgramFile(), .. arguments, "--data", dataFolder], reads: true);
        await command.process.StandardInput.WriteLineAsync(line);
        command.process.StandardInput.Close();
        await command.End();
        return command;
    }

    private static RunningCommand Launch(string workingFolder, string[] arguments, string program = "dotnet", bool reads = false)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = reads,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C.UTF-8";
        var command = new RunningCommand(new Process { StartInfo = start });
        command.process.OutputDataReceived += (_, line) => Keep(command.output, line.Data);
        command.process.ErrorDataReceived += (_, line) => Keep(command.errors, line.Data);
        command.process.Start();
        command.process.BeginOutputReadLine();
        command.process.BeginErrorReadLine();
        return command;
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<RunningCommand> Run(string dataFolder, params string[] arguments)
    {
        var command = Start(dataFolder, arguments);
        await command.End();
        return command;
    }

    public async Task End()
    {
        using var patience = new CancellationTokenSource(Longest);
        await process.WaitForExitAsync(patience.Token);
    }

    /// <summary>Waits until what was printed fulfils the condition; fails with all of it when the process ends before.</summary>
    public async Task Until(Func<IReadOnlyCollection<string>, bool> printed)
    {
        var deadline = Stopwatch.StartNew();
        while (!printed(output))
        {
            if (process.HasExited || deadline.Elapsed > Longest)
                throw new InvalidOperationException($"The command did not get there:\n{Everything}");
            await Task.Delay(20);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process.Kill();
        await End();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    /// <summary>The web project's own build, of the configuration these tests were built in.</summary>
    private static string ProgramFile()
    {
        var configuration = typeof(RunningCommand).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FundLedger.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "src", "FundLedger.Web", "bin", configuration, "net10.0", "FundLedger.Web.dll");
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
