using Spectre.Console;

namespace FundLedger.Web.Cli;

/// <summary>
/// A bar on standard error for long work. It is not shown when no one would see it, and when the results themselves
/// scroll over the same screen.
/// </summary>
internal static class ProgressBar
{
    /// <summary>Runs the work, which calls the action after each piece.</summary>
    public static async Task<T> Run<T>(string what, int pieces, Func<Action, Task<T>> work)
    {
        if (Console.IsErrorRedirected || !Console.IsOutputRedirected) return await work(() => { });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async shown =>
            {
                var bar = shown.AddTask(what, maxValue: pieces);
                return await work(() => bar.Increment(1));
            });
    }
}
