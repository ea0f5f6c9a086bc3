using FundLedger.Data;
using FundLedger.Data.Engines;
using FundLedger.IntegrationTests.Statements;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// What the whole database holds, on the write role’s connection: for tests that look past the application’s one account. It keeps
/// no connection, for some tests kill the server between two looks.
/// </summary>
public sealed class EveryAccountDb : LedgerDb
{
    private EveryAccountDb(DbContextOptions<EveryAccountDb> options) : base(options, dedicatedAccountId: 0)
    {
    }

    internal static EveryAccountDb Open(LedgerConnections connections)
    {
        var options = new DbContextOptionsBuilder<EveryAccountDb>();
        connections.Engine.Configure(
            options, $"{connections.Engine.ForWriting(connections.Ledger)};Pooling=false;Application Name={SentStatements.ByHand}", Schema);
        return new EveryAccountDb(options.Options);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        base.OnModelCreating(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var filter in entity.GetDeclaredQueryFilters().ToArray()) entity.SetQueryFilter(filter.Key!, null);
        }
    }
}
