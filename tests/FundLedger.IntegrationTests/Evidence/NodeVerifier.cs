using System.Diagnostics;
using System.Text.Json;
using FundLedger.IntegrationTests.Architecture;

namespace FundLedger.IntegrationTests.Evidence;

/// <summary>What reports/verifier/verify.mjs says, as a process of its own.</summary>
internal sealed record NodeVerifier(int ExitCode, string Output)
{
    /// <summary>Verifies the packages whose names come in, a line each, and says of each what it found, a line each.</summary>
    private const string EachOfMany = """
        import { createInterface } from "node:readline";
        const { PackageCheck } = await import(process.argv[1]);
        for await (const file of createInterface({ input: process.stdin })) {
          const { findings } = await new PackageCheck({}).run(file);
          console.log(JSON.stringify({ findings }));
        }
        """;

    private static readonly string Folder = Path.Combine(SourceTree.Root, "reports", "verifier");

    public static Task<NodeVerifier> Run(params string[] arguments) => Start([Path.Combine(Folder, "verify.mjs"), .. arguments], "");

    /// <summary>What the verifier finds in each of many packages, by one process; in their order.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> FindingsOfEach(IEnumerable<string> packages)
    {
        var module = new Uri(Path.Combine(Folder, "package.mjs")).AbsoluteUri;
        var run = await Evaluate(EachOfMany, string.Concat(packages.Select(file => file + "\n")), module);
        run.ExitCode.Should().Be(0, run.Output);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Findings)];
    }

    /// <summary>Runs a module of a test's own, which is given these arguments and input.</summary>
    public static Task<NodeVerifier> Evaluate(string module, string input, params string[] arguments) =>
        Start(["--input-type=module", "--eval", module, .. arguments], input);

    private static async Task<NodeVerifier> Start(IEnumerable<string> arguments, string input)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new NodeVerifier(process.ExitCode, await output + await errors);
    }

    /// <summary>Where it found something and what, of a run with <c>--json</c>.</summary>
    public IReadOnlyList<string> Findings() => Findings(Output);

    private static IReadOnlyList<string> Findings(string output)
    {
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("findings").EnumerateArray()
            .Select(finding => $"{finding.GetProperty("where").GetString()}: {finding.GetProperty("problem").GetString()}").ToArray();
    }
}
