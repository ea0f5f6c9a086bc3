using System.Globalization;
using System.Runtime.InteropServices;
using FundLedger.Benchmarks;

// dotnet run -c Release --project tests/FundLedger.Benchmarks -- [--quick | --entries N | --gifts N]
var quick = args is ["--quick"];
var entries = args switch
{
    [] => 1_000_000,
    ["--quick"] => 20_000,
    ["--entries", var given] when int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed >= 1_000 =>
        parsed,
    _ => 0,
};
var gifts = args is ["--gifts", var many] && int.TryParse(many, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
if (entries == 0 && gifts < 1)
{
    Console.Error.WriteLine(
        "usage: FundLedger.Benchmarks [--quick | --entries N | --gifts N]    N entries at least 1000; default 1000000");
    return 2;
}

await using var cluster = await BenchmarkCluster.Start();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, LeaveNothingBehind);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, LeaveNothingBehind);
if (gifts > 0) await GiftImport.Measure(cluster, gifts);
else await new Run(cluster, quick).Measure(entries);
return 0;

void LeaveNothingBehind(PosixSignalContext signal)
{
    signal.Cancel = true;
    cluster.DisposeAsync().AsTask().Wait();
    Environment.Exit(1);
}
