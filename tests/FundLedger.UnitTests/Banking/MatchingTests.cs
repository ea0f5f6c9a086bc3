using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Banking;

public sealed class MatchingTests
{
    private static readonly DocumentReference Gift = new(DocumentKind.Contribution, 5);
    private static readonly DocumentReference Return = new(DocumentKind.ExpectedReturn, 6);
    private static readonly DocumentReference Case = new(DocumentKind.Disbursement, 7);

    [Fact]
    public void DocumentOf_TheReferenceInReferenceOrDescription_IsFound()
    {
        Matching.DocumentOf(Lines.In(100, PaymentReference.Of(Gift))).Value.Should().Be(Gift);
        Matching.DocumentOf(Lines.In(100, "", $"轉帳 {PaymentReference.Of(Return)} 謝謝")).Value.Should().Be(Return);
        Matching.DocumentOf(Lines.Out(100, PaymentReference.Of(Case))).Value.Should().Be(Case);
    }

    [Fact]
    public void DocumentOf_OneReferenceWrittenTwice_IsOne() =>
        Matching.DocumentOf(Lines.In(100, PaymentReference.Of(Gift), PaymentReference.Of(Gift))).Value.Should().Be(Gift);

    [Theory]
    [InlineData("")]
    [InlineData("C000000000005")]
    [InlineData("RF00C000000000005")]
    public void DocumentOf_NoValidReference_IsRefused(string reference) =>
        Matching.DocumentOf(Lines.In(100, reference)).Refusal.Should().Be(BankingRefusals.NoReferenceOnLine());

    [Fact]
    public void DocumentOf_TwoReferences_IsRefused_ForWhichOfThemItPaysNobodyKnows() =>
        Matching.DocumentOf(Lines.In(100, PaymentReference.Of(Gift), PaymentReference.Of(Return))).Refusal
            .Should().Be(BankingRefusals.SeveralReferencesOnLine(2));

    [Fact]
    public void DocumentOf_MoneyInTheOtherDirection_IsRefused()
    {
        foreach (var document in new[] { Gift, Return })
        {
            Matching.DocumentOf(Lines.Out(100, PaymentReference.Of(document))).Refusal
                .Should().Be(BankingRefusals.DirectionDiffers(PaymentReference.Of(document)));
        }

        Matching.DocumentOf(Lines.In(100, PaymentReference.Of(Case))).Refusal
            .Should().Be(BankingRefusals.DirectionDiffers(PaymentReference.Of(Case)));
    }

    [Fact]
    public void DocumentNamed_AnythingButOneReference_IsRefused()
    {
        Matching.DocumentNamed($" {PaymentReference.Of(Gift).ToLowerInvariant()} ").Value.Should().Be(Gift);
        Matching.DocumentNamed("").Refusal.Should().Be(BankingRefusals.ReferenceUnknown(""));
        var both = $"{PaymentReference.Of(Gift)} {PaymentReference.Of(Case)}";
        Matching.DocumentNamed(both).Refusal.Should().Be(BankingRefusals.ReferenceUnknown(both));
    }
}
