using System.Data;
using System.Data.Common;
using FundLedger.Data.Engines;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Database;

/// <summary>An engine that leaves everything to another one, for tests that change a single thing of it.</summary>
internal abstract class ForwardingEngine(DatabaseEngine inner) : DatabaseEngine
{
    public override string Name => inner.Name;

    public override string MigrationsAssembly => inner.MigrationsAssembly;

    public override string BatchSeparator => inner.BatchSeparator;

    public override string ScriptSettings => inner.ScriptSettings;

    public override string BeginScript => inner.BeginScript;

    public override string LockAppliedScripts => inner.LockAppliedScripts;

    public override string CurrentInstant => inner.CurrentInstant;

    public override IReadOnlyList<string> Batches(string script) => inner.Batches(script);

    public override string LockSeriesHead => inner.LockSeriesHead;

    public override string FindAnswers => inner.FindAnswers;

    public override bool CanAssumeRoles => inner.CanAssumeRoles;

    public override Task ApplyAsync(DbTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop) =>
        inner.ApplyAsync(transaction, changes, stop);

    public override void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema) =>
        inner.Configure(options, connectionString, migrationsHistorySchema);

    public override DbConnection CreateConnection(string connectionString) => inner.CreateConnection(connectionString);

    public override string ForWriting(string connectionString) => inner.ForWriting(connectionString);

    public override string ForReporting(string connectionString) => inner.ForReporting(connectionString);

    public override string ForReading(string connectionString) => inner.ForReading(connectionString);

    public override Task<IsolationLevel> SnapshotIsolationAsync(DbConnection connection, CancellationToken stop) =>
        inner.SnapshotIsolationAsync(connection, stop);

    public override string AssumeRole(string connectionString, string role) => inner.AssumeRole(connectionString, role);

    public override Task PrepareRolesAsync(string connectionString, CancellationToken stop) =>
        inner.PrepareRolesAsync(connectionString, stop);

    public override DbParameter KeysParameter(IReadOnlyList<string> keys) => inner.KeysParameter(keys);

    public override Task RefreshStatisticsAsync(DbConnection connection, CancellationToken stop) =>
        inner.RefreshStatisticsAsync(connection, stop);

    public override Task PrepareJobStorageAsync(string connectionString, CancellationToken stop) =>
        inner.PrepareJobStorageAsync(connectionString, stop);

    public override JobStorage OpenJobStorage(string connectionString, JobStorageSettings settings) =>
        inner.OpenJobStorage(connectionString, settings);

    public override Task<DbConnection?> TryLockAsync(string connectionString, string name, CancellationToken stop) =>
        inner.TryLockAsync(connectionString, name, stop);

    public override WriteFailure Classify(Exception error) => inner.Classify(error);

    public override bool IsDenial(Exception error) => inner.IsDenial(error);

    public override Task<IReadOnlyList<string>> MissingOptionsAsync(DbConnection connection, CancellationToken stop) =>
        inner.MissingOptionsAsync(connection, stop);

    public override Task AddFiscalYearAsync(DbConnection connection, int fiscalYear, CancellationToken stop) =>
        inner.AddFiscalYearAsync(connection, fiscalYear, stop);

    public override Task<bool> HasFiscalYearAsync(DbConnection connection, int fiscalYear, CancellationToken stop) =>
        inner.HasFiscalYearAsync(connection, fiscalYear, stop);

    public override Task<IReadOnlyList<string>> ModifiableTablesAsync(DbConnection connection, CancellationToken stop) =>
        inner.ModifiableTablesAsync(connection, stop);

    public override Task<IReadOnlyList<string>> MissingGuardsAsync(DbConnection connection, CancellationToken stop) =>
        inner.MissingGuardsAsync(connection, stop);
}
