using System.Diagnostics;
using System.Text.Json;

namespace FundLedger.Benchmarks;

/// <summary>One figure beside its baseline from the same run; printed as one line of JSON.</summary>
/// <param name="Ratio">Value divided by baseline; null where there is no baseline.</param>
internal sealed record Reading(
    string Name, double Value, string Unit, string? BaselineName, double? Baseline, double? Ratio, string? Note = null)
{
    private static readonly JsonSerializerOptions Shape = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Print(
        string name, double value, string unit, string? baselineName = null, double? baseline = null, string? note = null)
    {
        var reading = new Reading(
            name, Round(value), unit, baselineName, baseline is { } known ? Round(known) : null,
            baseline is > 0 ? Math.Round(value / baseline.Value, 3) : null, note);
        Console.WriteLine(JsonSerializer.Serialize(reading, Shape));
    }

    /// <summary>The median of an odd number of runs.</summary>
    public static async Task<double> Median(int runs, Func<Task<double>> measure)
    {
        var values = new List<double>();
        for (var run = 0; run < runs; run++) values.Add(await measure());
        return Median(values);
    }

    /// <summary>The median of an odd number of values.</summary>
    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    public static async Task<double> Milliseconds(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double Round(double value) => Math.Round(value, value < 100 ? 3 : 0);
}
