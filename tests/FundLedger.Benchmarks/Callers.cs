using System.Diagnostics;
using NodaTime;

namespace FundLedger.Benchmarks;

/// <summary>
/// Single postings by many callers at once, each waiting for its answer, gifts and payments by turns; and pgbench. They take
/// turns too: on a machine that is shared each then meets good and bad moments.
/// </summary>
internal sealed class Callers(BenchmarkCluster cluster, Load load, bool quick)
{
    private const int WarmUpSeconds = 2;

    private static readonly (string Name, int Count, int Funds)[] Measures =
        [("callers-8", 8, Load.Funds), ("callers-64", 64, Load.Funds), ("hot-fund-64", 64, 1)];

    private readonly LocalDate today = SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Taipei"]).Date;

    private int rounds;

    /// <summary>Prints the median of each.</summary>
    public async Task Measure()
    {
        var seconds = quick ? 3 : 5;
        var missing = await cluster.PreparePgbench();
        // Once unmeasured, so that what is measured is compiled.
        foreach (var (_, count, funds) in Measures) await Once(count, funds, WarmUpSeconds);
        var transactions = new List<double>();
        var entries = Measures.ToDictionary(measure => measure.Name, _ => new List<double>());
        for (var turn = 0; turn < (quick ? 1 : 3); turn++)
        {
            if (missing is null) transactions.Add(await cluster.Pgbench(seconds));
            foreach (var (name, count, funds) in Measures) entries[name].Add(await Once(count, funds, seconds));
        }

        double? pgbench = missing is null ? Reading.Median(transactions) : null;
        Reading.Print("pgbench", pgbench ?? 0, "transactions/s", note: missing);
        foreach (var (name, _, _) in Measures) Reading.Print(name, Reading.Median(entries[name]), "entries/s", "pgbench", pgbench, missing);
        if (missing is null) await cluster.DropPgbench();
    }

    /// <summary>Entries per second.</summary>
    private async Task<double> Once(int callers, int funds, int seconds)
    {
        var round = rounds++;
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                var key = $"caller-{round}-{caller}-{count}";
                var fund = load.Fund(funds == 1 ? 0 : caller + count);
                var request = count % 2 == 0 ? load.Gift(key, fund, 1000, today) : load.Payment(key, fund, 500, today);
                _ = (await load.Writer.Post(request)).Value;
                count++;
            }

            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }
}
