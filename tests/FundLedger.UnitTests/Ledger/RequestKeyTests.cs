using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Ledger;

public sealed class RequestKeyTests
{
    /// <summary>White space of several kinds, a look-alike, a character outside the basic plane.</summary>
    private static readonly string[] Characters = ["k", "K", "1", "é", "鍵", "𠮷", "/", " ", "\t", "\u3000", "\u00a0"];

    [Theory]
    [InlineData(null, nameof(LedgerRefusals.RequestKeyMissing))]
    [InlineData("", nameof(LedgerRefusals.RequestKeyMissing))]
    [InlineData(" \t", nameof(LedgerRefusals.RequestKeyMissing))]
    [InlineData("k\0", nameof(LedgerRefusals.RequestKeyNotText))]
    [InlineData("k ", nameof(LedgerRefusals.RequestKeyPadded))]
    [InlineData(" k", nameof(LedgerRefusals.RequestKeyPadded))]
    [InlineData("k\u3000", nameof(LedgerRefusals.RequestKeyPadded))]
    [InlineData("k\n", nameof(LedgerRefusals.RequestKeyPadded))]
    public void Check_UnusableKey_IsRefused(string? key, string code) => RequestKey.Check(key!)!.Code.Should().Be(code);

    [Theory]
    [InlineData("k")]
    [InlineData("a key of words")]
    [InlineData("鍵/𠮷")]
    public void Check_UsableKey_IsAccepted(string key) => RequestKey.Check(key).Should().BeNull();

    /// <summary>Not an example of the above: an attribute cannot hold half of a surrogate pair.</summary>
    [Fact]
    public void Check_HalfACharacter_IsRefused() => RequestKey.Check("k\ud842")!.Code.Should().Be(nameof(LedgerRefusals.RequestKeyNotText));

    [Fact]
    public void Check_LongKey_IsRefusedBeyondItsLimit()
    {
        RequestKey.Check(new string('k', RequestKey.MaximumLength)).Should().BeNull();
        RequestKey.Check(new string('k', RequestKey.MaximumLength + 1))!.Code.Should().Be(nameof(LedgerRefusals.RequestKeyTooLong));
    }

    [Fact]
    public void Check_TwoDifferentKeysThatPass_AreDifferentForSqlServerToo() => Prop.ForAll(
        Pairs(), pair => RequestKey.Check(pair.One) is not null || RequestKey.Check(pair.Other) is not null
            || string.Equals(pair.One, pair.Other, StringComparison.Ordinal) == SameWhenPadded(pair.One, pair.Other))
                .QuickCheckThrowOnFailure();

    [Fact]
    public void IsPadded_TwoDifferentCodesThatPass_AreDifferentForSqlServerToo() => Prop.ForAll(
        Pairs(), pair => CodeText.IsPadded(pair.One) || CodeText.IsPadded(pair.Other)
            || string.Equals(pair.One, pair.Other, StringComparison.Ordinal) == SameWhenPadded(pair.One, pair.Other))
                .QuickCheckThrowOnFailure();

    /// <summary>What the two properties above would find if blanks at the end passed.</summary>
    [Fact]
    public void SameWhenPadded_KeysThatDifferInBlanksAtTheEnd_AreTheSame() =>
        (SameWhenPadded("k", "k  "), SameWhenPadded("k", " k")).Should().Be((true, false));

    /// <summary>As SQL Server compares texts of a binary collation: the shorter one filled up with blanks.</summary>
    private static bool SameWhenPadded(string one, string other)
    {
        var length = Math.Max(one.Length, other.Length);
        return string.Equals(one.PadRight(length), other.PadRight(length), StringComparison.Ordinal);
    }

    /// <summary>Short texts, and often the one is the other with blanks at its end.</summary>
    private static Arbitrary<(string One, string Other)> Pairs()
    {
        var text = Gen.Elements(Characters).ListOf().Select(parts => string.Concat(parts.Take(4)));
        return Gen.OneOf(
            text.SelectMany(one => text.Select(other => (one, other))),
            text.SelectMany(one => Gen.Choose(0, 2).Select(blanks => (one, one + new string(' ', blanks))))).ToArbitrary();
    }
}
