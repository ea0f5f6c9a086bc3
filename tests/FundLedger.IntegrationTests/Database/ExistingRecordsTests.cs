using System.Data.Common;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.Domain.People;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Rows that have no leaf yet get one while the books are in use.</summary>
public sealed class ExistingRecordsTests
{
    [Fact]
    public async Task Migrate_WhileAWriterIsInItsWay_TriesAgainAndRecordsEveryRow()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        await books.AddFund();
        await database.Execute(database.Connections.Migrations, "UPDATE ledger.fund SET record_revision = 0");
        var engine = new HinderedEngine(database.Connections.Engine);

        await new DatabaseMigration(engine, database.Connections.Migrations)
            .Apply(NodaTime.SystemClock.Instance, new Progress<string>(), CancellationToken.None);

        engine.Hindered.Should().BeTrue();
        (await database.Ask<long>(database.Administrator, "SELECT count(*) FROM ledger.fund WHERE record_revision = 0")).Should().Be(0);
    }

    [Fact]
    public async Task Migrate_BooksWhosePeopleHoldRoles_PutsTheRuleOfTwoPeopleInForceOnce()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        var migration = new DatabaseMigration(database.Connections.Engine, database.Connections.Migrations);
        for (var time = 1; time <= 2; time++)
        {
            await migration.Apply(NodaTime.SystemClock.Instance, new Progress<string>(), CancellationToken.None);
            (await database.Ask<long>(
                database.Administrator, $"SELECT count(*) FROM ledger.audit_event WHERE code = '{AccessChangeRules.InForceEvent}'"))
                .Should().Be(1);
        }

        (await database.FailedChecks(books.AccountId)).Should().BeEmpty("what was given before is not measured by it");
    }

    /// <summary>The first write fails as one that another has locked out does.</summary>
    private sealed class HinderedEngine(DatabaseEngine inner) : ForwardingEngine(inner)
    {
        public bool Hindered { get; private set; }

        public override Task Apply(DbTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop)
        {
            if (Hindered) return base.Apply(transaction, changes, stop);
            Hindered = true;
            throw new TimeoutException("deadlock");
        }

        public override WriteFailure Classify(Exception error) => error is TimeoutException ? WriteFailure.Transient : base.Classify(error);
    }
}
