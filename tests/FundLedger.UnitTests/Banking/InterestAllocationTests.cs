using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Banking;

public sealed class InterestAllocationTests
{
    private static readonly LocalDate First = new(2026, 10, 1);
    private static readonly LocalDate Last = new(2026, 10, 31);

    /// <summary>The worked example of the accounting rules: October, 93,000,000 : 18,400,000 : 27,500,000.</summary>
    private static readonly FundOnAccount[] October =
    [
        Funds.OnAccount(1, 3_000_000),
        Funds.OnAccount(2, 1_000_000, (new LocalDate(2026, 10, 11), -600_000)),
        Funds.OnAccount(3, 0, (new LocalDate(2026, 10, 21), 2_500_000)),
    ];

    [Fact]
    public void Of_TheWorkedExample_GivesEachFundWhatItsDaysEarned()
    {
        October.Select(fund => InterestAllocation.DailyBalances(fund, First, Last)).Should().Equal(93_000_000, 18_400_000, 27_500_000);
        Shares(1_237, October).Should().Equal((1L, 828L), (2L, 164L), (3L, 245L));
    }

    [Fact]
    public void Of_EqualRemainders_GivesTheEarlierFundTheDollar() =>
        Shares(100, Funds.OnAccount(5, 10), Funds.OnAccount(6, 10), Funds.OnAccount(7, 10)).Should().Equal((5L, 34L), (6L, 33L), (7L, 33L));

    [Fact]
    public void Of_AFundWithoutMoney_GetsNothing()
    {
        var empty = Funds.OnAccount(4, 0);
        var overdrawn = Funds.OnAccount(5, -900, (new LocalDate(2026, 10, 31), 900));
        Shares(7, Funds.OnAccount(1, 10), empty, overdrawn).Should().Equal((1L, 7L));
    }

    [Fact]
    public void Of_AFundThatEarnsLessThanADollar_IsLeftOut() =>
        Shares(1, Funds.OnAccount(1, 1_000_000), Funds.OnAccount(2, 1)).Should().Equal((1L, 1L));

    [Fact]
    public void Of_MoneyOfNobody_EarnsNothing()
    {
        var suspense = new FundOnAccount(Funds.Of(9, "SUSPENSE", SourceKind.Suspense), 1_000_000, []);
        Shares(5, suspense, Funds.OnAccount(1, 1)).Should().Equal((1L, 5L));
        InterestAllocation.Of(Money.Twd(5), First, Last, Last, [suspense]).Refusal
            .Should().Be(InterestRefusals.InterestWithoutBalance(First, Last));
    }

    [Fact]
    public void DailyBalances_ADayBelowZero_CountsNothingAndTakesNothingFromOthers()
    {
        var fund = Funds.OnAccount(1, 100, (First, -300), (First.PlusDays(1), 300));
        InterestAllocation.DailyBalances(fund, First, First.PlusDays(2)).Should().Be(0 + 100 + 100);
        InterestAllocation.DailyBalances(fund, First.PlusDays(1), First.PlusDays(1)).Should().Be(400, "one day has one balance");
    }

    [Fact]
    public void DailyBalances_SeveralMovesOfADay_CountAtItsEnd() =>
        InterestAllocation.DailyBalances(Funds.OnAccount(1, 0, (First, 500), (First, -200)), First, First).Should().Be(300);

    [Theory]
    [InlineData(31, 1, 31)]
    [InlineData(1, 31, 30)]
    public void Of_DaysThatCannotHaveEarnedIt_IsRefused(int from, int to, int paidOn)
    {
        var (first, last, paid) = (new LocalDate(2026, 10, from), new LocalDate(2026, 10, to), new LocalDate(2026, 10, paidOn));
        InterestAllocation.Of(Money.Twd(5), first, last, paid, October).Refusal
            .Should().Be(InterestRefusals.InterestPeriodNotPossible(first, last, paid, 366));
    }

    [Fact]
    public void CheckPeriod_AYearIsTaken_AndADayMoreIsNot()
    {
        InterestAllocation.CheckPeriod(Last.PlusDays(-365), Last, Last).Should().BeNull();
        InterestAllocation.CheckPeriod(Last.PlusDays(-366), Last, Last).Should()
            .Be(InterestRefusals.InterestPeriodNotPossible(Last.PlusDays(-366), Last, Last, 366));
    }

    [Fact]
    public void UsualPeriod_BeginsAfterTheLastInterest_OrWithTheMonth()
    {
        InterestAllocation.UsualPeriod(new LocalDate(2026, 6, 21), Last).Should().Be((new LocalDate(2026, 6, 22), Last));
        InterestAllocation.UsualPeriod(null, Last).Should().Be((First, Last));
        InterestAllocation.UsualPeriod(Last, Last).Should().Be((First, Last), "interest of the same day says nothing of when this began");
    }

    [Fact]
    public void BankInterest_IsIncomeOfEachFund_AndOpensALotInEach()
    {
        var shares = InterestAllocation.Of(Money.Twd(1_237), First, Last, Last, October).Value;
        var entry = LinePartEntries.BankInterest(Funds.Moved(Lines.In(1_237, "", "利息"), "1101.01", 1_237), shares);
        entry.Postings.Select(posting => (posting.Account, posting.Fund, posting.Amount.MinorUnits)).Should().Equal(
            ("1101.01", "DON-1", 828L), ("4202", "DON-1", -828L), ("1101.01", "DON-2", 164L), ("4202", "DON-2", -164L),
            ("1101.01", "DON-3", 245L), ("4202", "DON-3", -245L));
        (entry.Kind, entry.Opens).Should().Be((VoucherKind.Receipt, new LotOrigin(LotKind.Interest, 8)));
    }

    private static IEnumerable<(long Fund, long Amount)> Shares(long dollars, params FundOnAccount[] funds) =>
        InterestAllocation.Of(Money.Twd(dollars), First, Last, Last, funds).Value.Select(share => (share.Fund.Id, share.Amount.MinorUnits));
}
