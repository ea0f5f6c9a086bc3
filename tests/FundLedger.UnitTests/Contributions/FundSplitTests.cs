using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Contributions;

public sealed class FundSplitTests
{
    [Theory]
    [InlineData(1_000_001, "A:50;B:30;C:20", "A:500001;B:300000;C:200000")]
    [InlineData(1_000_000, "A:33.33;B:33.33;C:33.34", "A:333300;B:333300;C:333400")]
    [InlineData(1_000_000, "A:33.33%；B：33.33%、C＝33.34 %", "A:333300;B:333300;C:333400")]
    [InlineData(100, "A:34;B:33;C:33", "A:34;B:33;C:33")]
    [InlineData(100, "A:33.3333;B:33.3333;C:33.3334", "A:33;B:33;C:34")]
    [InlineData(500_000, "A:300,000;B:20萬", "A:300000;B:200000")]
    [InlineData(500_000, "A=300000; B=200000 ;", "A:300000;B:200000")]
    [InlineData(7, "DON-SHIGANG", "DON-SHIGANG:7")]
    [InlineData(7, "A:100", "A:7")]
    [InlineData(7, "A:7", "A:7")]
    [InlineData(1_000, "A:B:60;A:40", "A:B:600;A:400")]
    public void Read_InPercentOrAmounts_PartsTheWholeByLargestRemainder(long total, string text, string parts)
    {
        var read = FundSplit.Read(text, Money.Twd(total)).Value;
        FundSplit.Text(read).Should().Be(parts);
        FundSplit.Amounts(parts, Currency.Twd).Should().Equal(read);
    }

    /// <summary>By the weights of the approved sources, and of equal parts.</summary>
    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(333_333, new long[] { 600_000, 400_000 }, new long[] { 200_000, 133_333 })]
    [InlineData(78_124, new long[] { 700_000, 300_000 }, new long[] { 54_687, 23_437 })]
    [InlineData(1_237, new long[] { 93_000_000, 18_400_000, 27_500_000 }, new long[] { 828, 164, 245 })]
    public void Split_ByWeights_GivesTheWorkedFigures(long total, long[] weights, long[] parts) =>
        Money.Twd(total).Split(weights).Select(part => part.MinorUnits).Should().Equal(parts);

    [Theory]
    [InlineData("A:50;B:30;C:19", nameof(SplitRefusals.SplitDoesNotSum))]
    [InlineData("A:50%;B:49.99%", nameof(SplitRefusals.SplitDoesNotSum))]
    [InlineData("A:300000;B:200001", nameof(SplitRefusals.SplitDoesNotSum))]
    [InlineData("A:999999999999999;B:999999999999999", nameof(SplitRefusals.SplitDoesNotSum))]
    [InlineData("A:50;A:50", nameof(SplitRefusals.SplitFundTwice))]
    [InlineData("", nameof(SplitRefusals.SplitNotReadable))]
    [InlineData(";;", nameof(SplitRefusals.SplitNotReadable))]
    [InlineData("A;B", nameof(SplitRefusals.SplitNotReadable))]
    [InlineData(":50;B:50", nameof(SplitRefusals.SplitNotReadable))]
    [InlineData("A:half;B:50", nameof(SplitRefusals.SplitNotReadable))]
    [InlineData("A:-50;B:150", nameof(SplitRefusals.SplitNotReadable))]
    public void Read_OfWhatMakesNoWhole_IsRefused(string text, string code) =>
        FundSplit.Read(text, Money.Twd(500_000)).Refusal!.Code.Should().Be(code);

    [Fact]
    public void Read_OfMorePartsThanPossible_IsRefused() =>
        FundSplit.Read(string.Join(';', Enumerable.Range(1, 51).Select(number => $"F{number}:1")), Money.Twd(51))
            .Refusal.Should().Be(SplitRefusals.SplitTooManyParts(51, FundSplit.MostParts));

    [Fact]
    public void Read_OfAnyPercentages_SumsToTheWholeAndGivesNobodyADollarTooMany() => Prop.ForAll(
        Gen.Choose(1, 2_000_000_000).ToArbitrary(), Gen.Choose(1, 9_999).ToArbitrary(), (total, first) =>
        {
            var (one, two) = (first / 100m, 100m - (first / 100m));
            var parts = FundSplit.Read(FormattableString.Invariant($"A:{one};B:{two}"), Money.Twd(total)).Value;
            parts.Sum(part => part.Amount.MinorUnits).Should().Be(total);
            Math.Abs(parts[0].Amount.MinorUnits - (total * one / 100)).Should().BeLessThan(1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_OfAnyText_IsAWholeOrRefused() => Prop.ForAll<NonNull<string>>(text =>
    {
        var read = FundSplit.Read(text.Get, Money.Twd(1_000));
        if (!read.IsRefused) read.Value.Sum(part => part.Amount.MinorUnits).Should().Be(1_000);
    }).QuickCheckThrowOnFailure();
}
