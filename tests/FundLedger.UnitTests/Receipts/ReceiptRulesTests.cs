using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using NodaTime;

namespace FundLedger.UnitTests.Receipts;

public sealed class ReceiptRulesTests
{
    private static readonly LocalDate Received = new(2026, 3, 10);
    private static readonly LocalDate Today = new(2026, 3, 20);
    private static readonly Actor Cashier = new(7, "cashier");
    private static readonly ReceiptSeries Series = new(2026, TaxClass.GovernmentGift);

    [Fact]
    public void Issue_OfAGiftThatHasCome_SaysWhatTheGiftSays()
    {
        var facts = Facts();
        ReceiptRules.Check(facts, Today, Today).Should().BeNull();
        var receipt = Issue(facts, 12);
        receipt.FullNumber.ToString().Should().Be("115-A-000012");
        receipt.Should().BeEquivalentTo(new
        {
            ContributionId = 5L,
            DonorPartyId = 9L,
            DonorName = "捐贈企業",
            DonorBusinessNumber = "04595257",
            Amount = 1_000L,
            ReceivedOn = Received,
            IssuedOn = Today,
            IssuedBy = 7L,
            State = ReceiptState.Issued,
            CopyCount = 0,
            ReplacesReceiptId = (long?)null,
        });
    }

    [Fact]
    public void Check_RefusesInItsOrder()
    {
        var standing = Issue(Facts(), 1);
        Refused(Facts(ContributionKind.Investment, received: false)).Should()
            .Be(ReceiptRefusals.ReceiptOnlyOfGifts("GIFT", ContributionKind.Investment));
        Refused(Facts(received: false) with { TakenBack = new EntryReference(2026, 3) }).Should()
            .Be(ReceiptRefusals.ReceiptBeforeMoney("GIFT"));
        Refused(Facts() with { TakenBack = new EntryReference(2026, 3), Last = standing }).Should()
            .Be(ReceiptRefusals.ReceiptOfReversedGift("GIFT", new EntryReference(2026, 3)));
        Refused(Facts() with { Last = standing }, Received.PlusDays(-1)).Should()
            .Be(ReceiptRefusals.ReceiptIssuedAlready("GIFT", standing.FullNumber));
        Refused(Facts(), Received.PlusDays(-1)).Should().Be(ReceiptRefusals.ReceiptDatedBeforeMoney(Received.PlusDays(-1), Received));
        Refused(Facts(), Today.PlusDays(1)).Should().Be(ReceiptRefusals.ReceiptDatedInFuture(Today.PlusDays(1), Today));
        Refused(Facts(), Received).Should().BeNull();
    }

    [Fact]
    public void Check_OfADateInLastYear_RefusesTheOtherSeries()
    {
        var nextYear = new LocalDate(2027, 1, 8);
        ReceiptRules.Check(Facts(), Today, nextYear).Should().Be(ReceiptRefusals.ReceiptDatedInOtherYear(Today, 2027));
        ReceiptRules.Check(Facts(), nextYear, nextYear).Should().BeNull();
        FluentActions.Invoking(() => ReceiptRules.Issue(Facts(), 1, new ReceiptNumber(Series, 1), nextYear, Cashier))
            .Should().Throw<ArgumentException>("a number of another year is a bug");
    }

    [Fact]
    public void Void_KeepsTheNumber_AndTheNextReceiptNamesIt()
    {
        var receipt = Issue(Facts(), 1);
        receipt.Void("  抬頭錯誤 ", Cashier, Today).Should().BeNull();
        receipt.Should().BeEquivalentTo(
            new { Number = 1L, State = ReceiptState.Voided, VoidedOn = Today, VoidedBy = 7L, VoidReason = "抬頭錯誤" });
        var again = Facts() with { Last = receipt };
        ReceiptRules.Check(again, Today, Today).Should().BeNull();
        Issue(again, 2).ReplacesReceiptId.Should().Be(receipt.Id);
    }

    [Fact]
    public void Void_Twice_OrWithoutAReason_IsRefused()
    {
        var receipt = Issue(Facts(), 1);
        receipt.Void("  ", Cashier, Today).Should().Be(ReceiptRefusals.VoidNeedsReason(receipt.FullNumber));
        receipt.Void(new string('x', Receipt.MaximumReasonLength + 1), Cashier, Today)!.Code.Should()
            .Be(nameof(LedgerRefusals.DescriptionTooLong));
        receipt.Void("a\u0000b", Cashier, Today).Should().Be(LedgerRefusals.DescriptionNotText());
        receipt.State.Should().Be(ReceiptState.Issued);
        receipt.Void("wrong", Cashier, Today).Should().BeNull();
        receipt.Void("wrong", Cashier, Today).Should().Be(ReceiptRefusals.ReceiptIsVoid(receipt.FullNumber, Today));
        receipt.Reprint().Should().Be(ReceiptRefusals.ReceiptIsVoid(receipt.FullNumber, Today));
    }

    [Fact]
    public void Reprint_CountsTheCopies()
    {
        var receipt = Issue(Facts(), 1);
        receipt.Reprint().Should().BeNull();
        receipt.Reprint().Should().BeNull();
        receipt.CopyCount.Should().Be(2);
    }

    private static Refusal? Refused(ReceiptFacts facts, LocalDate? date = null) => ReceiptRules.Check(facts, date ?? Today, Today);

    private static Receipt Issue(ReceiptFacts facts, long number) =>
        ReceiptRules.Issue(facts, 100 + number, new ReceiptNumber(Series, number), Today, Cashier);

    private static ReceiptFacts Facts(ContributionKind kind = ContributionKind.Donation, bool received = true)
    {
        var gift = new Contribution
        {
            Id = 5,
            PublicCode = "GIFT",
            Kind = kind,
            PayerPartyId = 9,
            Amount = 1_000,
            PledgedOn = Received.PlusDays(-3),
            PaymentReference = "RF",
            Description = "捐贈",
        };
        if (received)
        {
            gift.Receive(new Dictionary<long, Fund>(), Money.Twd(1_000), "1101.01", Received, Received).IsRefused.Should().BeFalse();
        }

        var donor = new Party { Id = 9, PublicCode = "DONOR", Name = "捐贈企業", UnifiedBusinessNumber = "04595257" };
        return new ReceiptFacts(gift, donor, null, null);
    }
}
