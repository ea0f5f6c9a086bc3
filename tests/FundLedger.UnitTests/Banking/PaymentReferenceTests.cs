using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Banking;

public sealed class PaymentReferenceTests
{
    private static readonly DocumentReference Gift = new(DocumentKind.Contribution, 123);

    [Theory]
    [InlineData("539007547034", "RF18539007547034")]
    [InlineData("C00000000216", "RF21C00000000216")]
    public void WithCheckDigits_OfTheStandardsExamples_AreTheirs(string body, string reference) =>
        PaymentReference.WithCheckDigits(body).Should().Be(reference);

    [Fact]
    public void Of_AnyDocument_IsFoundAgainAndPassesTheStandardsCheck() => Prop.ForAll(
        (from kind in Gen.Elements(DocumentKind.Contribution, DocumentKind.Disbursement, DocumentKind.ExpectedReturn)
         from high in Gen.Choose(0, 999_999)
         from low in Gen.Choose(0, 999_999)
         select new DocumentReference(kind, high * 1_000_000L + low)).ToArbitrary(),
        document =>
        {
            var text = PaymentReference.Of(document);
            return Mod97(text[4..] + text[..4]) == 1 && PaymentReference.FindIn("轉帳 " + text + " 謝謝").SequenceEqual([document]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void FindIn_AnySingleWrongDigit_FindsNothing()
    {
        var text = PaymentReference.Of(Gift);
        var wrong =
            from position in Enumerable.Range(2, text.Length - 2).Where(position => char.IsAsciiDigit(text[position]))
            from digit in "0123456789".Where(digit => digit != text[position])
            select string.Concat(text.AsSpan(0, position), digit.ToString(), text.AsSpan(position + 1));

        wrong.Should().HaveCount(14 * 9).And.OnlyContain(candidate => PaymentReference.FindIn(candidate).Count == 0);
    }

    [Fact]
    public void FindIn_TwoNeighbouringDigitsSwapped_FindsNothing()
    {
        var text = PaymentReference.Of(new DocumentReference(DocumentKind.Disbursement, 908_172_635_409));
        var swapped = Enumerable.Range(5, 11).Where(position => text[position] != text[position + 1])
            .Select(position => string.Concat(
                text.AsSpan(0, position), text[position + 1].ToString(), text[position].ToString(), text.AsSpan(position + 2)));

        swapped.Should().NotBeEmpty().And.OnlyContain(candidate => PaymentReference.FindIn(candidate).Count == 0);
    }

    [Fact]
    public void FindIn_SpacesCaseAndFullWidth_DoNotMatter()
    {
        var text = PaymentReference.Of(Gift);
        var spaced = string.Join(' ', text.Chunk(4).Select(part => new string(part)));
        var fullWidth = string.Concat(text.Select(character => (char)(character + 0xFEE0)));

        PaymentReference.FindIn(spaced).Should().Equal(Gift);
        PaymentReference.FindIn(text.ToLowerInvariant()).Should().Equal(Gift);
        PaymentReference.FindIn(fullWidth).Should().Equal(Gift);
        PaymentReference.FindIn(spaced.Replace(" ", "\u3000", StringComparison.Ordinal)).Should().Equal(Gift);
    }

    [Fact]
    public void FindIn_TwoReferences_FindsBothOnceEach()
    {
        var other = new DocumentReference(DocumentKind.ExpectedReturn, 7);
        var text = $"{PaymentReference.Of(Gift)}/{PaymentReference.Of(other)}/{PaymentReference.Of(Gift)}";

        PaymentReference.FindIn(text).Should().BeEquivalentTo([Gift, other]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("RF")]
    [InlineData("RF18539007547034")]
    [InlineData("捐款 123")]
    public void FindIn_NothingOfOurs_FindsNothing(string text) => PaymentReference.FindIn(text).Should().BeEmpty();

    [Fact]
    public void FindIn_LettersThatLookLikeDigits_FindsNothing()
    {
        var text = PaymentReference.Of(Gift);

        PaymentReference.FindIn(text.Replace('0', 'O')).Should().BeEmpty();
        PaymentReference.FindIn(text.Replace('1', 'I')).Should().BeEmpty();
        PaymentReference.FindIn(text.Replace('C', 'С')).Should().BeEmpty("the Cyrillic letter only looks the same");
    }

    private static int Mod97(string text) => text.Aggregate(0, (remainder, character) => char.IsAsciiDigit(character)
        ? (remainder * 10 + (character - '0')) % 97
        : (remainder * 100 + (character - 'A' + 10)) % 97);
}
