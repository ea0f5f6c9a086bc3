using System.Diagnostics;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Reports;
using FundLedger.Reports.Checks;
using FundLedger.Reports.Evidence;
using NodaTime;

namespace FundLedger.Benchmarks;

/// <summary>All measures of one run, each beside its baseline.</summary>
internal sealed class Run(BenchmarkCluster cluster, bool quick)
{
    private static readonly LocalDate Today = SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Taipei"])
        .Date;

    private readonly List<(string Name, int Size, double Value, string Unit)> measured = [];

    public async Task Measure(int entries)
    {
        int[] sizes = quick || entries <= 100_000 ? [entries] : [100_000, entries];
        foreach (var size in sizes) await Measure($"entries_{size}", size, withCallers: size == sizes[^1]);
        foreach (var larger in measured.Where(figure => figure.Size != sizes[0])) Growth(larger, sizes[0]);
        Reading.Print("peak-memory", Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, "MiB");
    }

    private async Task Measure(string name, int size, bool withCallers)
    {
        Console.Error.WriteLine($"{size} entries");
        var database = await cluster.Create(name);
        var bulk = new Bulk(database, size);
        await bulk.WarmUp();
        var load = await bulk.Measure();
        if (!quick) await Reports(database, load, size, "-cold");
        await bulk.MeasureLastOfBaseline();
        Print("bulk", size, bulk.Ours, "entries/s", "bare COPY", bulk.Baseline);
        await bulk.Settle();
        await BenchmarkDatabase.Ask(database.Administrator, "ANALYZE");
        await Reports(database, load, size, "");
        await Proof(database, load, size);
        if (withCallers) await new Callers(cluster, load, quick).Measure();
        await cluster.Drop(name);
    }

    /// <summary>A figure that depends on how many entries there are.</summary>
    private void Print(string name, int size, double value, string unit, string baselineName, double baseline, string state = "")
    {
        measured.Add((name + state, size, value, unit));
        Reading.Print(quick ? name : $"{name}-{size}{state}", value, unit, baselineName, baseline);
    }

    /// <summary>How many times the cost grows with the entries; of figures per second, the cost of one entry.</summary>
    private void Growth((string Name, int Size, double Value, string Unit) larger, int smallerSize)
    {
        var smaller = measured.Single(figure => figure.Name == larger.Name && figure.Size == smallerSize);
        var growth = larger.Unit == "entries/s" ? smaller.Value / larger.Value : larger.Value / smaller.Value;
        Reading.Print($"growth-{larger.Name}", growth, $"times the cost, {larger.Size / smallerSize} times the entries");
    }

    private async Task Reports(BenchmarkDatabase database, Load load, int size, string state)
    {
        var middle = Today.PlusDays(-800);
        var trialBalance = new TrialBalanceReport(database.Reporting);
        var sum = $"""
            SELECT count(*) FROM (
                SELECT ledger_account_id, sum(amount) FROM ledger.posting
                WHERE dedicated_account_id = {load.AccountId} GROUP BY ledger_account_id) AS sums
            """;
        var baseline = await Timed(3, () => BenchmarkDatabase.Ask(database.Connections.Reporting, sum));
        var value = await Timed(9, () => trialBalance.Run(new TrialBalanceParameters(load.AccountId), CancellationToken.None));
        Print("trial-balance", size, value, "ms", "bare sum of all postings", baseline, state);

        var until = FormattableString.Invariant($"""
            SELECT count(*) FROM (
                SELECT ledger_account_id, sum(amount) FROM ledger.posting
                WHERE dedicated_account_id = {load.AccountId} AND booking_date <= '{middle:yyyy-MM-dd}'
                GROUP BY ledger_account_id) AS sums
            """);
        baseline = await Timed(3, () => BenchmarkDatabase.Ask(database.Connections.Reporting, until));
        value = await Timed(9, () => trialBalance.Run(new TrialBalanceParameters(load.AccountId, middle), CancellationToken.None));
        Print("trial-balance-as-of", size, value, "ms", "bare sum of the postings until then", baseline, state);

        baseline = await Reading.Milliseconds(() => CopyOut(database, load.AccountId));
        value = await Reading.Milliseconds(async () =>
        {
            var clock = Stopwatch.StartNew();
            var told = new CheckProgress(
                result => Console.Error.WriteLine($"  {clock.ElapsedMilliseconds} ms: {result.Name}, {result.Examined} examined"));
            var results = await new LedgerChecks(database.Reporting).RunAll(load.AccountId, told, CancellationToken.None);
            var failed = results.Where(result => !result.Ok).Select(result => $"{result.Name}: {string.Join("; ", result.Failures)}")
                .ToArray();
            if (failed.Length > 0) throw new InvalidOperationException(string.Join('\n', failed));
        });
        Print("verify", size, value / 1000, "s", "COPY of entries and postings out", baseline / 1000, state);

        value = await Reading.Milliseconds(async () =>
        {
            await using var nowhere = new StreamWriter(Stream.Null);
            await new HledgerExport(database.Reporting).Write(load.AccountId, nowhere, null, CancellationToken.None);
        });
        Print("export", size, value / 1000, "s", "COPY of entries and postings out", baseline / 1000, state);
    }

    /// <summary>Proving that an entry in the middle is in the log that a checkpoint over all of it signs.</summary>
    private async Task Proof(BenchmarkDatabase database, Load load, int size)
    {
        using var key = CheckpointKey.Create();
        var sealing = await Reading.Milliseconds(
            async () => _ = (await new LogSealer(database.Factory, SystemClock.Instance).Sign(load.AccountId, key)).Value);
        Console.Error.WriteLine($"  {sealing:0} ms: log sealed");
        var proofs = new LogProofs(database.Reporting);
        var entry = new EntryReference(2025, 1);
        var lookup = $"SELECT hash FROM ledger.log_leaf WHERE dedicated_account_id = {load.AccountId} AND leaf_index = {size / 2}";
        var baseline = await Timed(9, () => BenchmarkDatabase.Ask(database.Connections.Reporting, lookup));
        var value = await Timed(9, async () => _ = (await proofs.Inclusion(load.AccountId, entry, null, CancellationToken.None)).Value);
        Print("proof", size, value, "ms", "one leaf by its key", baseline);
    }

    private static Task<double> Timed(int runs, Func<Task> work) => Reading.Median(runs, () => Reading.Milliseconds(work));

    private static async Task CopyOut(BenchmarkDatabase database, long account)
    {
        await using var connection = await BenchmarkDatabase.Open(database.Connections.Reporting);
        foreach (var table in new[] { "entry", "posting" })
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync(
                $"COPY (SELECT * FROM ledger.{table} WHERE dedicated_account_id = {account}) TO STDOUT (FORMAT BINARY)");
            await copy.CopyToAsync(Stream.Null);
        }
    }

    /// <summary>Says at once what ended; <see cref="Progress{T}"/> would say it later.</summary>
    private sealed class CheckProgress(Action<CheckResult> say) : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => say(value);
    }
}
