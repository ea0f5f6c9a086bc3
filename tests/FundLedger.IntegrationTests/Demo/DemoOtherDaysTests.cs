using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.IntegrationTests.Database;
using FundLedger.Web.Demo;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Demo;

/// <summary>The demo is started on whatever day it is: the queues are always fresh and the bank always ties.</summary>
public sealed class DemoOtherDaysTests
{
    [Theory]
    [InlineData(2025, 7, 1, 1)]
    [InlineData(2027, 3, 6, 23)]
    public async Task Seed_OnAnotherDay_HasFreshQueuesAndTies(int year, int month, int day, int hour)
    {
        await using var database = await TestDatabase.CreateAsync();
        var now = Instant.FromUtc(year, month, day, hour, 0);

        await new DemoSeed(database.Factory, DemoFixture.ClockAt(now)).SeedAsync(new DemoFixture.Told([]), CancellationToken.None);

        await using var db = database.Read();
        (await db.BankReconciliations.AsNoTracking().ToListAsync()).Should().NotBeEmpty().And.OnlyContain(run => run.Difference == 0);
        (await db.StatementLines.AsNoTracking().CountAsync(line => line.State == StatementLineState.Unidentified)).Should().Be(2);
        var waiting = await db.Disbursements.AsNoTracking()
            .Where(found => found.State == DisbursementState.Submitted || found.State == DisbursementState.Certified).ToListAsync();
        waiting.Should().HaveCountGreaterThanOrEqualTo(4)
            .And.OnlyContain(found => found.StateSince <= now && (now - found.StateSince).TotalDays < 45);
        (await db.Leaves.AsNoTracking().MaxAsync(leaf => leaf.RecordedAt)).Should().BeLessThanOrEqualTo(now);
    }
}
