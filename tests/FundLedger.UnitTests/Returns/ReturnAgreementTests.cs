using FundLedger.Domain.Ledger;
using FundLedger.Domain.Returns;
using NodaTime;

namespace FundLedger.UnitTests.Returns;

public sealed class ReturnAgreementTests
{
    [Fact]
    public void EndedPeriods_FromTheThirtyFirst_StepFromTheAgreementsStart() =>
        Ends(Agreement(new LocalDate(2026, 1, 31), new LocalDate(2027, 1, 30), months: 1), new LocalDate(2026, 12, 31)).Take(5).Should()
            .Equal(
            new LocalDate(2026, 2, 27), new LocalDate(2026, 3, 30), new LocalDate(2026, 4, 29), new LocalDate(2026, 5, 30), new LocalDate(
                2026, 6, 29));

    [Fact]
    public void EndedPeriods_OverAFebruaryOfTwentyNineDays_EndTheFirstOnTheTwentyEighth() =>
        Ends(Agreement(new LocalDate(2028, 1, 31), new LocalDate(2028, 12, 31), months: 1), new LocalDate(2028, 3, 1))
            .Should().Equal(new LocalDate(2028, 2, 28));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(12)]
    public void EndedPeriods_OfAnyLength_LeaveNoDayOutAndCountNoneTwice(int months)
    {
        for (var start = new LocalDate(2027, 12, 27); start < new LocalDate(2028, 3, 5); start = start.PlusDays(1))
        {
            var agreement = Agreement(start, start.PlusYears(3).PlusDays(-1), months);
            var periods = agreement.EndedPeriods(agreement.EndsOn).ToArray();
            periods.Should().HaveCount(36 / months);
            periods[0].From.Should().Be(start);
            periods[^1].To.Should().Be(agreement.EndsOn);
            periods.Zip(periods.Skip(1), (earlier, later) => later.From == earlier.To.PlusDays(1)).Should().AllBeEquivalentTo(true);
        }
    }

    [Fact]
    public void EndedPeriods_WhoseLastDayIsToday_IncludeIt_AndTheDayBeforeDoesNot()
    {
        var agreement = Agreement(new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31), months: 3);
        agreement.EndedPeriods(new LocalDate(2026, 3, 31)).Should().Equal((new LocalDate(2026, 1, 1), new LocalDate(2026, 3, 31)));
        agreement.EndedPeriods(new LocalDate(2026, 3, 30)).Should().BeEmpty();
    }

    [Fact]
    public void EndedPeriods_OfAnAgreementThatEndsInAPeriod_CutTheLastOneShort() =>
        Agreement(new LocalDate(2026, 1, 1), new LocalDate(2026, 2, 10), months: 1).EndedPeriods(new LocalDate(2027, 1, 1))
            .Should().Equal(
                (new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 31)), (new LocalDate(2026, 2, 1), new LocalDate(2026, 2, 10)));

    [Theory]
    [InlineData(1_056_000, 800, 84_480)]
    [InlineData(10_001, 3500, 3_500)] // 3,500.35
    [InlineData(10_000, 5, 5)]
    [InlineData(1_000, 5, 1)] // 0.5 is rounded up
    [InlineData(999, 5, 0)]
    [InlineData(0, 10_000, 0)]
    [InlineData(long.MaxValue, 10_000, long.MaxValue)]
    public void Share_OfARevenue_IsRoundedHalfUp(long revenue, int basisPoints, long share) =>
        new ReturnAgreement { PublicCode = "A", ShareBasisPoints = basisPoints }.Share(Money.Twd(revenue)).Should().Be(Money.Twd(share));

    private static IEnumerable<LocalDate> Ends(ReturnAgreement agreement, LocalDate today) =>
        agreement.EndedPeriods(today).Select(period => period.To);

    private static ReturnAgreement Agreement(LocalDate start, LocalDate end, int months) =>
        new() { PublicCode = "A", StartsOn = start, EndsOn = end, PeriodMonths = months };
}
