using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain;

namespace FundLedger.UnitTests;

public sealed class StorableTextTests
{
    [Fact]
    public void Clean_DropsWhatNoDatabaseStores()
    {
        StorableText.Clean("a\u0000b").Should().Be("ab");
        StorableText.Clean("a\uD842b").Should().Be("ab");
        StorableText.Clean("\uDC00").Should().BeEmpty();
        StorableText.Clean("𠮷\t字\n").Should().Be("𠮷\t字\n");
    }

    [Theory]
    [InlineData("茶𠮷", 2, "茶")]
    [InlineData("e\u0301e\u0301", 3, "e\u0301")]
    [InlineData("👩‍👩‍👧", 3, "👩‍")]
    [InlineData("ab", 2, "ab")]
    public void Cut_KeepsWholeCharacters(string text, int length, string kept) => StorableText.Cut(text, length).Should().Be(kept);

    [Fact]
    public void CleanAndCut_AnyText_CanBeStoredAndIsItsBeginning() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), Gen.Choose(1, 20).ToArbitrary(), (text, length) =>
        {
            var clean = StorableText.Clean(text ?? "");
            var cut = StorableText.Cut(clean, length);
            return StorableText.Is(cut) && cut.Length <= length && clean.StartsWith(cut, StringComparison.Ordinal)
                && (cut.Length == clean.Length || cut.Length > 0);
        }).QuickCheckThrowOnFailure();
}
