using System.Diagnostics;
using System.Text.Json;
using FundLedger.IntegrationTests.Architecture;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>What reports/verifier/verify.mjs says, as a process of its own.</summary>
internal sealed record NodeVerifier(int ExitCode, string Output)
{
    public static async Task<NodeVerifier> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all = [Path.Combine(SourceTree.Root, "reports", "verifier", "verify.mjs"), .. arguments];
        foreach (var argument in all) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new NodeVerifier(process.ExitCode, await output + await errors);
    }

    /// <summary>Where it found something and what, of a run with <c>--json</c>.</summary>
    public IReadOnlyList<string> Findings()
    {
        using var json = JsonDocument.Parse(Output);
        return json.RootElement.GetProperty("findings").EnumerateArray()
            .Select(finding => $"{finding.GetProperty("where").GetString()}: {finding.GetProperty("problem").GetString()}").ToArray();
    }
}
