using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>A database in which the money has turned once; reports read it as the read role.</summary>
public sealed class WholeCycleFixture : IAsyncLifetime
{
    private WholeCycle? cycle;

    /// <summary>Signed the one checkpoint there is.</summary>
    public CheckpointPublicKey Key { get; private set; } = null!;

    /// <summary>What the one checkpoint says.</summary>
    public Checkpoint Signed { get; private set; } = null!;

    public TestDatabase Database { get; private set; } = null!;

    internal WholeCycle Cycle => cycle ?? throw new InvalidOperationException("Not initialized yet.");

    public ReportingDatabase Reporting => ReportingOn(Database.Connections.Reporting);

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.Create();
        cycle = await WholeCycle.Run(Database);
        using var key = CheckpointKey.Create();
        Key = key.Public;
        var signed = (await new LogSealer(Database.Factory, cycle.Books.Clock).Sign(cycle.Books.AccountId, key)).Value;
        Signed = Checkpoint.Parse(SignedNote.Parse(signed.Note).Value.Text).Value;
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();

    public ReportingDatabase ReportingOn(string connectionString)
    {
        DatabaseEngine engine = Database.Connections.Engine;
        return new ReportingDatabase(
            async stop =>
            {
                var connection = engine.CreateConnection(engine.ForReporting(connectionString));
                await connection.OpenAsync(stop);
                return connection;
            },
            engine.Name, engine.SnapshotIsolation);
    }
}
