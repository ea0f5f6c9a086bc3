using FundLedger.Data.Writing;
using FundLedger.Demo;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Banking;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Demo;

/// <summary>
/// The demo is started on whatever day it is: the queues are always fresh, the bank ties, and there is a statement
/// to import.
/// </summary>
public sealed class DemoOtherDaysTests : IAsyncLifetime
{
    /// <summary>A Sunday morning in Taipei, after the years the story was written for.</summary>
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 6, 23, 0);

    private TestDatabase? database;

    private TestDatabase Database => database ?? throw new InvalidOperationException("Not seeded yet.");

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        await new DemoSeed(database.Connections, DemoFixture.ClockAt(Now), TestKeys.None)
            .Seed(new DemoFixture.RecordedProgress([]), CancellationToken.None);
    }

    public Task DisposeAsync() => Database.DisposeAsync().AsTask();

    /// <summary>One test, because seeding takes longer than everything asked here.</summary>
    [Fact]
    public async Task Seed_OnAnotherDay_HasFreshQueuesAndStatementsThatImport()
    {
        await using (var db = Database.Read())
        {
            (await db.BankReconciliations.AsNoTracking().ToListAsync()).Should().NotBeEmpty().And.OnlyContain(run => run.Difference == 0);
            (await db.StatementLines.AsNoTracking().CountAsync(line => line.State == StatementLineState.Unidentified)).Should().Be(2);
            (await db.Leaves.AsNoTracking().MaxAsync(leaf => leaf.RecordedAt)).Should()
                .BeLessThan(Now + Duration.FromSeconds(1), "leaves of one instant follow each other by microseconds");
            var waiting = await db.Disbursements.AsNoTracking()
                .Where(found => found.State == DisbursementState.Submitted || found.State == DisbursementState.Certified).ToListAsync();
            waiting.Should().HaveCountGreaterThanOrEqualTo(4)
                .And.OnlyContain(found => found.StateSince < Now + Duration.FromSeconds(1) && (Now - found.StateSince).TotalDays < 45);
        }

        (await ImportNextStatements()).Should().Be(2);

        await using var after = Database.Read();
        (await after.Contributions.AsNoTracking().CountAsync(found => found.State == ContributionState.Expected)).Should().Be(0);
        (await after.ExpectedReturns.AsNoTracking().CountAsync(found => found.State == ExpectedReturnState.Due)).Should().Be(0);
        (await after.PaymentOrders.AsNoTracking().CountAsync(order => !order.Confirmed)).Should().Be(0);
        (await after.StatementLines.AsNoTracking().CountAsync(line => line.State == StatementLineState.Unidentified)).Should().Be(3);
        (await ImportNextStatements()).Should().Be(0, "statements reach up to today");
    }

    /// <summary>Imports what the bank would send and matches it; how many files there were.</summary>
    private async Task<int> ImportNextStatements()
    {
        await using var db = Database.Read();
        var account = await db.DedicatedAccounts.AsNoTracking().SingleAsync();
        var clock = DemoFixture.ClockAt(Now + Duration.FromMinutes(1));
        var books = new ServedAccount(account.Id, account.Code, account.NameZh, account.NameEn, account.Currency);
        var reader = Database.ReaderOf(account.Id);
        var ledger = new AuthorizedLedger(new LedgerWriter(Database.Factory, clock), books);
        var reconciler = (await new PeopleDirectory(reader, clock)
            .FindActor(DemoPeople.Reconciler.SignInName, RequestSource.CommandLine, CancellationToken.None))!;
        var files = await new DemoNextStatements(reader, clock).Create(CancellationToken.None);
        foreach (var (fileName, content) in files)
        {
            var bank = DemoBank.Accounts.Single(found => fileName.Contains($"-{found.Code}-", StringComparison.Ordinal)).Code;
            var imported = await new ImportStatement(ledger)
                .Run(new StatementImport(fileName, bank, fileName, content), reconciler, CancellationToken.None);
            imported.Refusal.Should().BeNull();
        }

        var run = await new MatchStatementLines(ledger, new AuthorizedReader(reader, ledger)).Run(reconciler, CancellationToken.None);
        run.Refusal.Should().BeNull();
        return files.Count;
    }
}
