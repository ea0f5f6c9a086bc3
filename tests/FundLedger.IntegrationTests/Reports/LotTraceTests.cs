using FundLedger.Reports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

public sealed class LotTraceTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    private long Account => fixture.Cycle.Books.AccountId;

    [Fact]
    public async Task Run_ForAGiftOverTwoFunds_FollowsItToTheLastDollar()
    {
        var trace = await Run(fixture.Cycle.GiftId);

        trace.Ties.Should().BeTrue();
        (trace.Contribution.Amount, trace.Used, trace.Encumbered, trace.Remaining).Should().Be((1_000_000, 700_030, 0, 299_970));
        var district = trace.Lots.Single(lot => lot.Fund.Code == WholeCycle.District);
        var use = district.Uses.Should().ContainSingle().Subject;
        (use.Used, use.Disbursement!.Purpose, use.Disbursement.VentureName).Should().Be((700_000, "穀倉整修", "石岡穀倉"));
    }

    [Fact]
    public async Task Run_WhereADisbursementPaidByTwoDonorsBringsSomethingBack_GivesEachTheirPart()
    {
        await using var db = fixture.Cycle.Books.Read();
        var other = await db.Contributions.SingleAsync(found => found.DedicatedAccountId == Account && found.Amount == 300_001);

        var mine = Returned(await Run(fixture.Cycle.GiftId));
        var theirs = Returned(await Run(other.Id));

        (mine.Whole, mine.Part, theirs.Part).Should().Be((100_000, 87_500, 12_500));
        var lot = mine.Lots.Should().ContainSingle().Subject;
        (lot.Part, lot.Used, lot.Encumbered, lot.Remaining).Should().Be((87_500, 35_000, 21_875, 30_625));
        lot.Uses.Select(use => use.Disbursement!.Purpose).Should().Equal("再次運用", "第三次運用");
        (lot.Used + theirs.Lots[0].Used).Should().Be(40_000);
        (lot.Encumbered + theirs.Lots[0].Encumbered).Should().Be(25_000);
    }

    [Fact]
    public async Task Run_WhereMoneyWasTransferred_FollowsItIntoTheOtherFund()
    {
        var trace = await Run(fixture.Cycle.GiftId);

        var general = trace.Lots.Single(lot => lot.Fund.Code == WholeCycle.General);
        var transfer = general.Uses.Single(use => use.Children.Count > 0);
        transfer.Children.Should().ContainSingle().Which.Should()
            .Match<TracedLot>(child => child.Fund.Code == WholeCycle.District && child.Part == 20_000 && child.Remaining == 20_000);
        general.Uses.Sum(use => use.Used).Should().Be(20_030, "what was taken back is no use");
    }

    [Fact]
    public async Task Run_ForEveryContribution_TogetherOwnsEveryLot()
    {
        await using var db = fixture.Cycle.Books.Read();
        var parts = new Dictionary<long, long>();
        foreach (var id in await db.Contributions.Where(found => found.DedicatedAccountId == Account).Select(found => found.Id)
            .ToListAsync())
        {
            var trace = await Run(id);
            trace.Ties.Should().BeTrue();
            foreach (var lot in trace.Everything()) parts[lot.Id] = parts.GetValueOrDefault(lot.Id) + lot.Part;
        }

        parts.Should()
            .Equal(await db.Lots.Where(lot => lot.DedicatedAccountId == Account).ToDictionaryAsync(lot => lot.Id, lot => lot.Amount));
    }

    [Fact]
    public async Task Run_ForAnUnknownContribution_IsRefused()
    {
        var result = await new LotTraceReport(fixture.Reporting).Run(Account, 99_999, CancellationToken.None);

        result.RefusalCode().Should().Be(nameof(ReportRefusals.ReportContributionNotFound));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Shares_OfAnyUses_AreExactBothWays(int seed)
    {
        var random = new Random(seed);
        var owners = Enumerable.Range(1, random.Next(1, 6)).ToDictionary(owner => (long)owner, _ => (long)random.Next(1, 50));
        var (left, purposes) = (owners.Values.Sum(), new List<LotPurpose>());
        for (var number = 1; left > 0 && number < 20; number++)
        {
            var amount = random.NextInt64(1, Math.Min(left, 9) + 1);
            var encumbered = random.Next(4) == 0;
            purposes.Add(new LotPurpose([new LotMovementRow(
                2026, number, encumbered ? 0 : amount, encumbered ? amount : 0, null, null, new LocalDate(2026, 1, 1), null, null, "")]));
            left -= amount;
        }

        var shares = new LotShares(owners, purposes);

        foreach (var purpose in purposes)
        {
            (shares.UsedBy(found => found == purpose).Values.Sum() + shares.EncumberedBy(found => found == purpose).Values.Sum())
                .Should().Be(purpose.Used + purpose.Encumbered);
        }

        foreach (var (owner, amount) in owners)
        {
            purposes.Sum(purpose => shares.UsedBy(found => found == purpose)
                .GetValueOrDefault(owner) + shares.EncumberedBy(found => found == purpose).GetValueOrDefault(owner))
                .Should().Be(amount - shares.Left[owner]);
        }

        shares.Left.Values.Should().OnlyContain(part => part >= 0);
        shares.Left.Values.Sum().Should().Be(left);
    }

    private static TracedReturn Returned(LotTrace trace) =>
        trace.Everything().SelectMany(lot => lot.Uses).SelectMany(use => use.Returns).Should().ContainSingle().Subject;

    private async Task<LotTrace> Run(long contribution) =>
        (await new LotTraceReport(fixture.Reporting).Run(Account, contribution, CancellationToken.None)).Value;
}
