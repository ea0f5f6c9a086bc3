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

    public override Task Apply(DbTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop) =>
        inner.Apply(transaction, changes, stop);

    public override void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema) =>
        inner.Configure(options, connectionString, migrationsHistorySchema);

    public override DbConnection CreateConnection(string connectionString) => inner.CreateConnection(connectionString);

    public override string ForWriting(string connectionString) => inner.ForWriting(connectionString);

    public override string ForReporting(string connectionString) => inner.ForReporting(connectionString);

    public override string ForReading(string connectionString) => inner.ForReading(connectionString);

    public override IsolationLevel SnapshotIsolation => inner.SnapshotIsolation;

    public override string AssumeRole(string connectionString, string role) => inner.AssumeRole(connectionString, role);

    public override Task PrepareRoles(string connectionString, CancellationToken stop) =>
        inner.PrepareRoles(connectionString, stop);

    public override DbParameter KeysParameter(IReadOnlyList<string> keys) => inner.KeysParameter(keys);

    public override Task RefreshStatistics(DbConnection connection, CancellationToken stop) =>
        inner.RefreshStatistics(connection, stop);

    public override Task PrepareJobStorage(string connectionString, CancellationToken stop) =>
        inner.PrepareJobStorage(connectionString, stop);

    public override JobStorage OpenJobStorage(string connectionString, JobStorageSettings settings) =>
        inner.OpenJobStorage(connectionString, settings);

    public override Task<DbConnection?> TryLock(string connectionString, string name, CancellationToken stop) =>
        inner.TryLock(connectionString, name, stop);

    public override WriteFailure Classify(Exception error) => inner.Classify(error);

    public override bool IsOutage(Exception error) => inner.IsOutage(error);

    public override bool IsDenial(Exception error) => inner.IsDenial(error);

    public override Task<IReadOnlyList<string>> MissingOptions(DbConnection connection, CancellationToken stop) =>
        inner.MissingOptions(connection, stop);

    public override string SetGuards(bool guarded) => inner.SetGuards(guarded);

    public override Task AddFiscalYear(DbConnection connection, int fiscalYear, CancellationToken stop) =>
        inner.AddFiscalYear(connection, fiscalYear, stop);

    public override string AddFiscalYears(int ahead) => inner.AddFiscalYears(ahead);

    public override Task<bool> HasFiscalYear(DbConnection connection, int fiscalYear, CancellationToken stop) =>
        inner.HasFiscalYear(connection, fiscalYear, stop);

    public override Task<IReadOnlyList<string>> ModifiableTables(DbConnection connection, CancellationToken stop) =>
        inner.ModifiableTables(connection, stop);

    public override Task<IReadOnlyList<string>> GuardProblems(DbConnection connection, CancellationToken stop) =>
        inner.GuardProblems(connection, stop);
}
