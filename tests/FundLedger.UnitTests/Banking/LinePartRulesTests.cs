using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Banking;

public sealed class LinePartRulesTests
{
    [Fact]
    public void Check_PartsThatSumToTheLine_IsNotRefused()
    {
        Check(-450, (LinePartKind.Fee, -450)).Should().BeNull();
        Check(-1_000_015, (LinePartKind.Document, -1_000_000), (LinePartKind.Fee, -15)).Should().BeNull();
        Check(970, (LinePartKind.NewContribution, 1_000), (LinePartKind.Fee, -30)).Should().BeNull("a platform keeps its fee");
    }

    [Fact]
    public void Check_ALineWithoutParts_IsRefused() => Check(100).Should().Be(LinePartRefusals.LineWithoutParts());

    [Fact]
    public void Check_MorePartsThanAreRead_IsRefused() =>
        Check(51, [.. Enumerable.Repeat((LinePartKind.Document, 1L), 51)]).Should().Be(LinePartRefusals.LineHasTooManyParts(51, 50));

    [Fact]
    public void Check_APartOfNothing_IsRefusedByItsNumber() =>
        Check(100, (LinePartKind.Document, 100), (LinePartKind.Fee, 0)).Should().Be(LinePartRefusals.PartAmountMissing(2));

    [Theory]
    [InlineData(LinePartKind.Fee, 100)]
    [InlineData(LinePartKind.BankInterest, -100)]
    [InlineData(LinePartKind.NewContribution, -100)]
    [InlineData(LinePartKind.Refund, -100)]
    [InlineData(LinePartKind.BouncedPayment, -100)]
    public void Check_APartOfTheOtherDirection_IsRefused(LinePartKind kind, long amount)
    {
        Check(amount, (kind, amount)).Should().Be(LinePartRefusals.PartDirectionDiffers(1, kind));
        Check(-amount, (kind, -amount)).Should().BeNull();
    }

    [Theory]
    [InlineData(LinePartKind.Document)]
    [InlineData(LinePartKind.OwnTransfer)]
    public void Check_AKindOfBothDirections_IsNotRefused(LinePartKind kind)
    {
        Check(100, (kind, 100)).Should().BeNull();
        Check(-100, (kind, -100)).Should().BeNull();
    }

    [Fact]
    public void Check_PartsOfAnotherSum_IsRefusedWithBothFigures()
    {
        Check(100, (LinePartKind.Document, 60), (LinePartKind.Document, 50))
            .Should().Be(LinePartRefusals.PartsDoNotSum(Money.Twd(110), Money.Twd(100)));
        Check(100, (LinePartKind.Document, long.MaxValue), (LinePartKind.Document, long.MaxValue))
            .Should().Be(LinePartRefusals.PartsDoNotSum(Money.Twd(long.MaxValue), Money.Twd(100)), "figures that overflow are refused too");
    }

    [Fact]
    public void CheckFund_TheSuspenseFund_IsRefused()
    {
        LinePartRules.CheckFund(Funds.Of(9, "SUSPENSE", SourceKind.Suspense)).Should().Be(LinePartRefusals.FundIsSuspense("SUSPENSE"));
        LinePartRules.CheckFund(Funds.Of(1, "DON-A")).Should().BeNull();
    }

    [Fact]
    public void CheckNamedOnce_ADocumentOfAnEarlierPart_IsRefused()
    {
        var before = new StatementLinePart { Number = 1, DocumentKind = DocumentKind.Disbursement, DocumentId = 7, Amount = 5 };
        LinePartRules.CheckNamedOnce([before], new DocumentReference(DocumentKind.Disbursement, 7))
            .Should().Be(LinePartRefusals.DocumentNamedTwice(2));
        LinePartRules.CheckNamedOnce([before], new DocumentReference(DocumentKind.Disbursement, 8)).Should().BeNull();
    }

    [Fact]
    public void Fee_OfALine_IsAnExpenseOfTheFundInTheBanksWords()
    {
        var entry = LinePartEntries.Fee(Funds.Moved(Lines.In(-450, "", "跨行手續費"), "1101.02", -450), Funds.Of(1, "DON-A"));
        (entry.Kind, entry.Description, entry.ValueDate, entry.Document).Should().Be(
            (VoucherKind.Payment, "跨行手續費", Lines.Booked.PlusDays(1),
                (DocumentReference?)new DocumentReference(DocumentKind.StatementLine, 8)));
        entry.Postings.Select(posting => (posting.Account, posting.Fund, posting.Amount.MinorUnits))
            .Should().Equal(("5203", "DON-A", 450L), ("1101.02", "DON-A", -450L));
        entry.Opens.Should().BeNull("a fee uses money, first in, first out");
    }

    private static FundLedger.Domain.Refusal? Check(long line, params (LinePartKind Kind, long Amount)[] parts) =>
        LinePartRules.Check(Money.Twd(line), [.. parts.Select(part => new NamedPart(part.Kind, Money.Twd(part.Amount)))]);
}
