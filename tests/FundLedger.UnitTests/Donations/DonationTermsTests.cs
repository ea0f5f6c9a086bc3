using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Donations;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Donations;

public sealed class DonationTermsTests
{
    private static readonly LocalDate Due = new(2026, 8, 1);

    [Fact]
    public void Parts_ByPercent_AreRoundedOnceOnTheTotal()
    {
        Amounts(1_000_001, [1_000_001], [5_000, 3_000, 2_000]).Should().Equal(500_001, 300_000, 200_000);
        Amounts(1_000_000, [1_000_000], [3_333, 3_333, 3_334]).Should().Equal(333_300, 333_300, 333_400);
        Amounts(1_000_000, [333_333, 666_667], [6_000, 4_000]).Should().Equal(200_000, 133_333, 400_000, 266_667);
        Amounts(100, [34, 33, 33], [3_334, 3_333, 3_333]).Should().HaveCount(9);
    }

    [Fact]
    public void Parts_OfAnyInstalmentsAndPercentages_ComeToBoth() => Prop.ForAll(
        Gen.Choose(1, 12).SelectMany(count => Gen.Choose(1, 1_000).ArrayOf(count))
            .SelectMany(amounts => Gen.Choose(1, 6).SelectMany(count => Gen.Choose(1, 255).ArrayOf(count))
                .Select(weights => (amounts, weights))).ToArbitrary(),
        given => ComesToBoth([.. given.amounts.Select(amount => (long)amount)], Percents(given.weights))).QuickCheckThrowOnFailure();

    /// <summary>A percentage is rounded on the total alone.</summary>
    private static bool ComesToBoth(long[] amounts, int[] percents)
    {
        var total = Money.Twd(amounts.Sum());
        var parts = DonationTerms.Parts(total, Planned(amounts), Designated(percents)).Value;
        var split = total.Split([.. percents.Select(percent => (long)percent)]);
        return parts.All(part => part.Amount.MinorUnits > 0)
            && amounts.Select((amount, index) => Of(part => part.Instalment == index + 1) == amount).All(right => right)
            && split.Select((amount, index) => Of(part => part.Fund.Code == $"F{index}") == amount.MinorUnits).All(right => right);

        long Of(Func<PlannedPart, bool> which) => parts.Where(which).Sum(part => part.Amount.MinorUnits);
    }

    [Fact]
    public void Parts_ByAmount_MustComeToTheTotal()
    {
        PlannedDesignation[] two = [new(Fund(0), Money.Twd(60)), new(Fund(1), Money.Twd(40))];
        DonationTerms.Parts(Money.Twd(100), Planned([50, 50]), two).Value.Select(part => part.Amount.MinorUnits).Should()
            .Equal(30, 20, 30, 20);
        Refused(100, [100], [new(Fund(0), Money.Twd(60)), new(Fund(1), Money.Twd(41))]).Should()
            .Be(nameof(ContributionRefusals.SharesDoNotSum));
        DonationTerms.Parts(Money.Twd(100), Planned([100]), [new(Fund(0))]).Value.Should().ContainSingle("one fund takes the whole");
    }

    [Fact]
    public void Parts_ThatCannotBe_AreRefused()
    {
        Refused(0, [0], [new(Fund(0))]).Should().Be(nameof(ContributionRefusals.ContributionAmountNotPositive));
        Refused(EntryRules.LargestAmount + 1, [1], [new(Fund(0))]).Should().Be(nameof(LedgerRefusals.AmountTooLarge));
        Refused(10, [], [new(Fund(0))]).Should().Be(nameof(DonationRefusals.InstalmentsNotPossible));
        Refused(10, [.. Enumerable.Repeat(1L, 61)], [new(Fund(0))]).Should().Be(nameof(DonationRefusals.InstalmentsNotPossible));
        Refused(10, [10, 0], [new(Fund(0))]).Should().Be(nameof(DonationRefusals.InstalmentNotPositive));
        Refused(10, [5, 6], [new(Fund(0))]).Should().Be(nameof(DonationRefusals.InstalmentsDoNotSum));
        Refused(10, [10], []).Should().Be(nameof(DonationRefusals.DesignationMissing));
        Refused(10, [10], [new(Fund(0)), new(Fund(0))]).Should().Be(nameof(DonationRefusals.DesignationTwice));
        Refused(10, [10], [new(Fund(0), Money.Twd(5)), new(Fund(1), BasisPoints: 5_000)]).Should()
            .Be(nameof(DonationRefusals.DesignationByAmountAndPercent));
        Refused(10, [10], [new(Fund(0), BasisPoints: 9_999)]).Should().Be(nameof(DonationRefusals.PercentNotWhole));
        Refused(10, [10], [new(Fund(0), Money.Twd(10)), new(Fund(1))]).Should().Be(nameof(DonationRefusals.DesignationNotPositive));
        Refused(10, [10], [new(Fund(0, SourceKind.Returns))]).Should().Be(nameof(ContributionRefusals.FundTakesOtherSource));
        DonationTerms.Parts(
            Money.Twd(10), [new(Due, Money.Twd(5)), new(Due, Money.Twd(5))], [new(Fund(0))]).RefusalCode().Should().Be(
            nameof(DonationRefusals.InstalmentsNotInOrder));
    }

    private static int[] Percents(int[] weights) =>
        [.. new Money(DonationTerms.Whole, Currency.Twd).Split([.. weights.Select(weight => (long)weight)])
            .Select(part => (int)part.MinorUnits)];

    private static IEnumerable<long> Amounts(long total, long[] instalments, int[] percents) =>
        DonationTerms.Parts(Money.Twd(total), Planned(instalments), Designated(percents)).Value.Select(part => part.Amount.MinorUnits);

    private static string? Refused(long total, long[] instalments, PlannedDesignation[] designations) =>
        DonationTerms.Parts(Money.Twd(total), Planned(instalments), designations).RefusalCode();

    private static PlannedInstalment[] Planned(long[] amounts) =>
        [.. amounts.Select((amount, index) => new PlannedInstalment(Due.PlusMonths(index), Money.Twd(amount)))];

    private static PlannedDesignation[] Designated(int[] percents) =>
        [.. percents.Select((percent, index) => new PlannedDesignation(Fund(index), BasisPoints: percent))];

    private static Fund Fund(int number, SourceKind source = SourceKind.Donation) =>
        new(number + 1, $"F{number}", "基金", "Fund", source, null, DesignationKind.None, null);
}
