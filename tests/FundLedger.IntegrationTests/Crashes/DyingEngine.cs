using System.Data;
using System.Data.Common;
using FundLedger.Data.Engines;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Crashes;

/// <summary>
/// An engine that counts the steps of a write – before its first change, after each change to a table, and so up to
/// just before the commit – and lets something die at one of them.
/// </summary>
internal sealed class DyingEngine(DatabaseEngine inner, int lastStep, Action die) : DatabaseEngine
{
    private int step = -1;

    /// <summary>Steps taken so far.</summary>
    public int Steps => step + 1;

    public override string Name => inner.Name;

    public override string MigrationsAssembly => inner.MigrationsAssembly;

    public override string BeginScript => inner.BeginScript;

    public override string LockAppliedScripts => inner.LockAppliedScripts;

    public override string CurrentInstant => inner.CurrentInstant;

    public override string LockSeriesHead => inner.LockSeriesHead;

    public override string FindAnswers => inner.FindAnswers;

    public override bool CanAssumeRoles => inner.CanAssumeRoles;

    public override async Task ApplyAsync(DbTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop)
    {
        Step();
        foreach (var change in changes.Where(change => change.Count > 0))
        {
            await inner.ApplyAsync(transaction, [change], stop);
            Step();
        }
    }

    public override void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema) =>
        inner.Configure(options, connectionString, migrationsHistorySchema);

    public override DbConnection CreateConnection(string connectionString) => inner.CreateConnection(connectionString);

    public override string ForWriting(string connectionString) => inner.ForWriting(connectionString);

    public override string ForReporting(string connectionString) => inner.ForReporting(connectionString);

    public override string ForReading(string connectionString) => inner.ForReading(connectionString);

    public override Task<IsolationLevel> SnapshotIsolationAsync(DbConnection connection, CancellationToken stop) =>
        inner.SnapshotIsolationAsync(connection, stop);

    public override string AssumeRole(string connectionString, string role) => inner.AssumeRole(connectionString, role);

    public override Task PrepareRolesAsync(string connectionString, CancellationToken stop) => inner.PrepareRolesAsync(connectionString, stop);

    public override object KeysParameter(IReadOnlyList<string> keys) => inner.KeysParameter(keys);

    public override Task RefreshStatisticsAsync(DbConnection connection, CancellationToken stop) => inner.RefreshStatisticsAsync(connection, stop);

    public override WriteFailure Classify(Exception error) => inner.Classify(error);

    public override Task<IReadOnlyList<string>> ModifiableTablesAsync(DbConnection connection, CancellationToken stop) => inner.ModifiableTablesAsync(connection, stop);

    public override Task<IReadOnlyList<string>> MissingGuardsAsync(DbConnection connection, CancellationToken stop) => inner.MissingGuardsAsync(connection, stop);

    private void Step()
    {
        if (Interlocked.Increment(ref step) == lastStep) die();
    }
}
