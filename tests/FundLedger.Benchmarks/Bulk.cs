using System.Diagnostics;

namespace FundLedger.Benchmarks;

/// <summary>
/// Many entries by the bulk path, and as many by COPY alone. They take turns, COPY first and last: a machine that is shared
/// is now faster, now slower, and now and then autovacuum and the checkpointer go through what either has left.
/// </summary>
internal sealed class Bulk(BenchmarkDatabase database, int size)
{
    private const int EntriesPerTurn = 250_000;
    private const int WarmUpEntries = 100_000;

    private readonly int turns = Math.Max(1, size / EntriesPerTurn);
    private TimeSpan ours;
    private TimeSpan baseline;
    private int copied;

    /// <summary>Entries per second by the bulk path.</summary>
    public double Ours => size / ours.TotalSeconds;

    /// <summary>Entries per second by COPY alone.</summary>
    public double Baseline => copied / baseline.TotalSeconds;

    /// <summary>Both once unmeasured, so that what is measured is compiled.</summary>
    public async Task WarmUp()
    {
        await Post(await Load.Open(database, "WARM"), 0, WarmUpEntries, WarmUpEntries);
        var bare = await Load.Open(database, "WARM-BARE");
        await BareCopy.Measure(database, bare.AccountId, 0, WarmUpEntries, WarmUpEntries);
    }

    /// <summary>Gives the books that ours are in; half a turn of COPY is left for afterwards.</summary>
    public async Task<Load> Measure()
    {
        // An account is newer than those that have rows in its years, so its rows come last in every index.
        var bare = await Load.Open(database, "BARE-1");
        var load = await Load.Open(database, "OURS");
        await Settle();
        for (var turn = 0; turn < turns; turn++)
        {
            var (first, next) = (Part(turn), Part(turn + 1));
            await Copy(bare, copied, ((first + next) / 2) - copied);
            await Checkpoint();
            ours += await Post(load, first, next - first, size);
            await Checkpoint();
        }

        return load;
    }

    public async Task MeasureLastOfBaseline()
    {
        var bare = await Load.Open(database, "BARE-2");
        await Settle();
        await Copy(bare, 0, size - copied);
    }

    /// <summary>Does what earlier rows have left for autovacuum and the checkpointer.</summary>
    public async Task Settle()
    {
        await BenchmarkDatabase.Ask(database.Administrator, "VACUUM (ANALYZE) ledger.entry, ledger.posting");
        await Checkpoint();
    }

    private async Task Checkpoint() => await BenchmarkDatabase.Ask(database.Administrator, "CHECKPOINT");

    private int Part(int turn) => (int)((long)size * turn / turns);

    private async Task Copy(Load bare, int first, int entries)
    {
        baseline += await BareCopy.Measure(database, bare.AccountId, first, entries, size);
        copied += entries;
    }

    private static async Task<TimeSpan> Post(Load load, int first, int entries, int total)
    {
        var clock = Stopwatch.StartNew();
        await foreach (var outcome in load.Writer.PostMany(load.AccountId, load.Entries(first, entries, total))) _ = outcome.Value;
        return clock.Elapsed;
    }
}
