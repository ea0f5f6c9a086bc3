using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Banking;

public sealed class OwnTransferRulesTests
{
    private static readonly Fund Giver = Funds.Of(1, "DON-A");
    private static readonly BankMovement Giving = Funds.Moved(Line(8, 1, -500), "1101.01", -500);
    private static readonly BankMovement Taking = Funds.Moved(Line(9, 2, 500), "1101.02", 500);

    [Fact]
    public void Check_TheOppositeLineOfAnotherAccount_IsNotRefused()
    {
        OwnTransferRules.Check(Giving, Taking.Line).Should().BeNull();
        OwnTransferRules.Check(Taking, Giving.Line).Should().BeNull("either side may be explained first");
        OwnTransferRules.Check(Giving, Line(9, 2, 500, days: 7)).Should().BeNull();
    }

    [Fact]
    public void Check_ALineOfTheSameAccount_IsRefused() =>
        OwnTransferRules.Check(Giving, Line(9, 1, 500)).Should().Be(OwnTransferRefusals.TransferWithinAccount(9));

    [Theory]
    [InlineData(499)]
    [InlineData(-500)]
    public void Check_ALineOfAnotherAmountOrTheSameDirection_IsRefused(long dollars) => OwnTransferRules.Check(Giving, Line(9, 2, dollars))
        .Should().Be(OwnTransferRefusals.TransferAmountDiffers(9, Money.Twd(dollars), Money.Twd(500)));

    [Theory]
    [InlineData(8)]
    [InlineData(-8)]
    public void Check_ALineTooFarAway_IsRefused(int days) => OwnTransferRules.Check(Giving, Line(9, 2, 500, days))
        .Should().Be(OwnTransferRefusals.TransferTooFarApart(Lines.Booked, Lines.Booked.PlusDays(days), 7));

    [Fact]
    public void Check_ALineThatIsDealtWith_IsRefused()
    {
        var other = Line(9, 2, 500);
        other.Explain(null, new EntryReference(2026, 1), "somebody");
        OwnTransferRules.Check(Giving, other).Should().Be(BankingRefusals.StatementLineNotWaiting(9, StatementLineState.Explained));
    }

    [Fact]
    public void Draft_MovesTheFundsMoneyFromOneAccountToTheOther_AndOpensNoLot()
    {
        var entry = Draft((Giver, 300, 400), (Funds.Of(2, "DON-B"), 200, 200)).Value;
        entry.Postings.Select(posting => (posting.Account, posting.Fund, posting.Amount.MinorUnits)).Should().Equal(
            ("1101.02", "DON-A", 300L), ("1101.01", "DON-A", -300L), ("1101.02", "DON-B", 200L), ("1101.01", "DON-B", -200L));
        (entry.Kind, entry.Opens, entry.Document).Should().Be(
            (VoucherKind.Transfer, null, (DocumentReference?)new DocumentReference(DocumentKind.StatementLine, 8)));
    }

    [Fact]
    public void Draft_OfAFundThatHoldsLessOnTheGivingAccount_IsRefused()
    {
        Draft((Giver, 500, 499)).Refusal.Should()
            .Be(OwnTransferRefusals.FundHoldsTooLittle("DON-A", "1101.01", Money.Twd(499), Money.Twd(500)));
        Draft((Giver, 250, 400), (Giver, 250, 400)).Refusal.Should()
            .Be(OwnTransferRefusals.FundHoldsTooLittle("DON-A", "1101.01", Money.Twd(400), Money.Twd(500)), "named twice it gives once");
    }

    [Fact]
    public void Draft_OfSharesThatAreNotWhatMoved_IsRefused()
    {
        Draft((Giver, 400, 900)).Refusal.Should().Be(OwnTransferRefusals.TransferSharesDoNotSum(Money.Twd(400), Money.Twd(500)));
        Draft((Giver, 600, 900), (Funds.Of(2, "DON-B"), -100, 900)).Refusal
            .Should().Be(OwnTransferRefusals.TransferSharesDoNotSum(Money.Twd(500), Money.Twd(500)));
        Draft().Refusal.Should().Be(OwnTransferRefusals.TransferSharesDoNotSum(Money.Twd(0), Money.Twd(500)));
    }

    [Fact]
    public void Draft_OfTheSuspenseFund_IsRefused() => Draft((Funds.Of(9, "SUSPENSE", SourceKind.Suspense), 500, 900)).Refusal
        .Should().Be(LinePartRefusals.FundIsSuspense("SUSPENSE"));

    private static Result<EntryDraft> Draft(params (Fund Fund, long Amount, long Held)[] shares) => OwnTransferRules.Draft(
        Giving, Taking, [.. shares.Select(share => (new FundShare(share.Fund, Money.Twd(share.Amount)), share.Held))]);

    private static StatementLine Line(long id, long bank, long dollars, int days = 0) => new()
    {
        Id = id,
        BankAccountId = bank,
        Identity = [],
        BookingDate = Lines.Booked.PlusDays(days),
        ValueDate = Lines.Booked.PlusDays(days),
        Amount = dollars,
        Reference = "",
        Counterparty = "本專戶",
        Description = "",
    };
}
