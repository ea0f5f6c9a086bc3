using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Ledger;

public sealed class MoneyTests
{
    private static readonly Currency Euro = new("EUR", 2);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1200", 1200)]
    [InlineData("-35", -35)]
    [InlineData("1200.00", 1200)]
    [InlineData("0007", 7)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775807", -long.MaxValue)]
    public void Parse_WholeDollars_ReadsThem(string text, long dollars) =>
        Money.Parse(text, Currency.Twd).Value.Should().Be(Money.Twd(dollars));

    [Theory]
    [InlineData("12.5", 1250)]
    [InlineData("0.01", 1)]
    [InlineData("92233720368547758.07", long.MaxValue)]
    public void Parse_CurrencyWithCents_CountsCents(string text, long cents) =>
        Money.Parse(text, Euro).Value.Should().Be(new Money(cents, Euro));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("+5")]
    [InlineData("1,200")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("1e3")]
    [InlineData("--5")]
    [InlineData("1.2.3")]
    [InlineData("１２")]
    [InlineData("٣")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("5\0")]
    public void Parse_AnythingButAPlainDecimal_IsRefused(string? text) =>
        Money.Parse(text, Currency.Twd).RefusalCode().Should().Be(nameof(LedgerRefusals.AmountNotReadable));

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775808")]
    [InlineData("99999999999999999999999999999999999999999999")]
    public void Parse_BeyondSixtyFourBits_IsRefused(string text) =>
        Money.Parse(text, Currency.Twd).RefusalCode().Should().Be(nameof(LedgerRefusals.AmountTooLarge));

    [Theory]
    [InlineData("0.5")]
    [InlineData("1200.01")]
    [InlineData("-0.1")]
    public void Parse_FractionOfADollar_IsRefused(string text) =>
        Money.Parse(text, Currency.Twd).RefusalCode().Should().Be(nameof(LedgerRefusals.AmountHasFraction));

    [Theory]
    [InlineData("0.0000000000000000000000000000001")]
    [InlineData("5.00000000000000000000000000000000000001")]
    public void Parse_FractionTooSmallForADecimal_IsRefusedAndNotRoundedAway(string text) =>
        Money.Parse(text, Currency.Twd).RefusalCode().Should().Be(nameof(LedgerRefusals.AmountHasFraction));

    [Fact]
    public void Parse_WhatToStringWrote_GivesTheSameMoney() => Prop.ForAll(
        Gen.Choose(0, 4).SelectMany(exponent => ArbMap.Default.GeneratorFor<long>().Select(units =>
            new Money(units == long.MinValue ? long.MaxValue : units, new Currency("XXX", exponent)))).ToArbitrary(),
        money => Money.Parse(money.ToString(), money.Currency).Value == money).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MinValue, -1)]
    public void Add_BeyondSixtyFourBits_Throws(long left, long right)
    {
        var act = () => Money.Twd(left) + Money.Twd(right);
        act.Should().Throw<OverflowException>();
    }

    [Fact]
    public void Subtract_BeyondSixtyFourBits_Throws()
    {
        var act = () => Money.Twd(long.MinValue) - Money.Twd(1);
        act.Should().Throw<OverflowException>();
    }

    [Fact]
    public void Negate_SmallestAmount_Throws()
    {
        var act = () => -Money.Twd(long.MinValue);
        act.Should().Throw<OverflowException>();
    }

    [Fact]
    public void Add_TwoCurrencies_Throws()
    {
        var act = () => Money.Twd(1) + new Money(1, Euro);
        act.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void ToString_SmallestAmount_HasAllDigits() => Money.Twd(long.MinValue).ToString().Should().Be("-9223372036854775808");

    [Fact]
    public void ToString_CentsBelowOne_HaveALeadingZero() => new Money(-5, Euro).ToString().Should().Be("-0.05");

    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(-100, new long[] { 1, 1, 1 }, new long[] { -34, -33, -33 })]
    [InlineData(1_000_001, new long[] { 50, 30, 20 }, new long[] { 500_001, 300_000, 200_000 })]
    [InlineData(1_000_000, new long[] { 3333, 3333, 3334 }, new long[] { 333_300, 333_300, 333_400 })]
    [InlineData(333_333, new long[] { 600_000, 400_000 }, new long[] { 200_000, 133_333 })]
    [InlineData(78_124, new long[] { 700_000, 300_000 }, new long[] { 54_687, 23_437 })]
    [InlineData(177_778, new long[] { 600_000, 400_000 }, new long[] { 106_667, 71_111 })]
    [InlineData(60_480, new long[] { 1_200_000, 800_000 }, new long[] { 36_288, 24_192 })]
    [InlineData(1_237, new long[] { 93_000_000, 18_400_000, 27_500_000 }, new long[] { 828, 164, 245 })] // interest by daily balances
    [InlineData(10, new long[] { 0, 1, 0 }, new long[] { 0, 10, 0 })]
    [InlineData(1, new long[] { 1, 2 }, new long[] { 0, 1 })]
    public void Split_ByWeights_GivesTheLargestRemaindersTheRest(long amount, long[] weights, long[] parts) =>
        Money.Twd(amount).Split(weights).Select(part => part.MinorUnits).Should().Equal(parts);

    [Fact]
    public void Split_AnyAmount_SumsToItAndStrayedLessThanOneFromTheExactShare() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<long>()
            .SelectMany(amount => Gen.NonEmptyListOf(Gen.Choose(0, int.MaxValue)).Select(weights => (amount, weights)))
            .Where(pair => pair.weights.Any(weight => weight > 0)).ToArbitrary(),
        pair =>
        {
            var weights = pair.weights.Select(weight => (long)weight).ToArray();
            var total = weights.Aggregate(Int128.Zero, (sum, weight) => sum + weight);
            var parts = Money.Twd(pair.amount).Split(weights);
            return parts.Aggregate(Int128.Zero, (sum, part) => sum + part.MinorUnits) == pair.amount
                && parts.Zip(weights).All(item => Int128.Abs(item.First.MinorUnits * total - (Int128)pair.amount * item.Second) < total);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Split_AtTheEdgeOfSixtyFourBits_IsExact(long amount) =>
        Money.Twd(amount).Split([long.MaxValue, long.MaxValue, 1])
            .Aggregate(Int128.Zero, (sum, part) => sum + part.MinorUnits).Should().Be((Int128)amount);

    [Fact]
    public void Split_NegativeWeightOrNoWeight_Throws()
    {
        var negative = () => Money.Twd(1).Split([1, -1]);
        var none = () => Money.Twd(1).Split([]);
        negative.Should().Throw<ArgumentOutOfRangeException>();
        none.Should().Throw<ArgumentOutOfRangeException>();
    }
}
