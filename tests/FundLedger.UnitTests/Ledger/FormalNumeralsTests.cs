using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Ledger;

public sealed class FormalNumeralsTests
{
    [Theory]
    [InlineData(1, "壹元整")]
    [InlineData(10, "壹拾元整")]
    [InlineData(105, "壹佰零伍元整")]
    [InlineData(110, "壹佰壹拾元整")]
    [InlineData(1_005, "壹仟零伍元整")]
    [InlineData(10_300, "壹萬零參佰元整")]
    [InlineData(103_000, "壹拾萬參仟元整")]
    [InlineData(1_000_000, "壹佰萬元整")]
    [InlineData(1_000_001, "壹佰萬零壹元整")]
    [InlineData(10_050_300, "壹仟零伍萬零參佰元整")]
    [InlineData(20_000_000, "貳仟萬元整")]
    [InlineData(100_000_000, "壹億元整")]
    [InlineData(100_001_000, "壹億零壹仟元整")]
    [InlineData(100_010_000, "壹億零壹萬元整")]
    [InlineData(120_340_005, "壹億貳仟零參拾肆萬零伍元整")]
    [InlineData(1_234_567_890, "壹拾貳億參仟肆佰伍拾陸萬柒仟捌佰玖拾元整")]
    [InlineData(1_000_000_000_000, "壹兆元整")]
    [InlineData(long.MaxValue, "玖佰貳拾貳京參仟參佰柒拾貳兆零參佰陸拾捌億伍仟肆佰柒拾柒萬伍仟捌佰零柒元整")]
    public void Of_WritesTheAmountInCapitals(long dollars, string expected) =>
        FormalNumerals.Of(Money.Twd(dollars)).Should().Be("新臺幣" + expected);

    [Fact]
    public void Of_WhatNoReceiptIsOf_IsABug()
    {
        FluentActions.Invoking(() => FormalNumerals.Of(Money.Twd(0))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => FormalNumerals.Of(new Money(5, new Currency("EUR", 2)))).Should().Throw<ArgumentException>();
    }
}
