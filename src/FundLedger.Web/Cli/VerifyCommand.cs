using System.CommandLine;
using FundLedger.Domain;
using FundLedger.Reports.Checks;
using FundLedger.Web.Books;

namespace FundLedger.Web.Cli;

internal static class VerifyCommand
{
    public static Command Create(CommonOptions options)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("verify", "Run every named check on the books; they may be in use meanwhile.") { json };
        command.SetAction((parsed, stop) => CommandRun.WithBooks(parsed, options, async (services, cancel) =>
        {
            var results = await services.GetRequiredService<BookChecks>().RunAll(new Line(), cancel);
            if (parsed.GetValue(json))
            {
                await using var output = Console.OpenStandardOutput();
                CheckJson.Write(results, output);
            }
            else
            {
                foreach (var check in results) Print(check);
            }

            return Result.Of(results.All(check => check.Ok) ? ExitCode.Done : ExitCode.Refused);
        }, stop));
        return command;
    }

    private static void Print(CheckResult check)
    {
        Console.WriteLine($"{(check.Ok ? "ok    " : "FAILED")}  {check.Name,-24} {check.Examined,12} examined");
        foreach (var failure in check.Failures) Console.WriteLine($"          {failure}");
        foreach (var note in check.Notes) Console.WriteLine($"          ({note})");
    }

    private sealed class Line : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => Console.Error.WriteLine($"{value.Name}: {(value.Ok ? "ok" : "FAILED")}");
    }
}
