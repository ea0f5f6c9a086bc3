using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Crashes;

/// <summary>
/// An engine that counts the steps of a write – before its first change, after each change to a table, and so up to
/// just before the commit – and lets something die at one of them.
/// </summary>
internal sealed class DyingEngine(DatabaseEngine inner, int lastStep, Action die) : ForwardingEngine(inner)
{
    private int step = -1;

    /// <summary>Steps taken so far.</summary>
    public int Steps => step + 1;

    public override async Task Apply(DbTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop)
    {
        Step();
        foreach (var change in changes.Where(change => change.Count > 0))
        {
            await base.Apply(transaction, [change], stop);
            Step();
        }
    }

    private void Step()
    {
        if (Interlocked.Increment(ref step) == lastStep) die();
    }
}
