using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Ledger;

public sealed class ReversalTests
{
    private readonly PureBooks books = new();

    [Fact]
    public void Reverse_Payment_InvertsEveryLineAndGivesTheLotsBack()
    {
        var fund = books.AddFundHolding("A", 100, 100);
        var payment = books.Post(Drafts.Fee(fund, 150, PureBooks.Today)).Value;

        var reversal = books.Reverse(payment.Reference).Value;

        reversal.Postings.Select(line => (line.Account.Code, line.Amount)).Should().Equal(("5203", -150), (Drafts.Bank, 150));
        reversal.LotsOpened.Should().BeEmpty();
        books.Lots(fund).Should().Equal((0, 0, 100), (0, 0, 100));
        books.Fund(fund).Available.Should().Be(200);
    }

    [Fact]
    public void Reverse_Entry_KeepsItsDateAsValueDateAndNamesIt()
    {
        var fund = books.AddFund("A");
        var gift = books.Post(Drafts.Gift(fund, 100, new LocalDate(2026, 3, 5))).Value;

        var reversal = books.Reverse(gift.Reference, reason: "booked twice").Value;

        (reversal.Draft.ValueDate, reversal.Draft.Reverses, reversal.Draft.Description)
            .Should().Be((new LocalDate(2026, 3, 5), gift.Reference, "booked twice"));
    }

    [Fact]
    public void Reverse_GiftWhoseLotIsUsed_IsRefused()
    {
        var fund = books.AddFund("A");
        var gift = books.Post(Drafts.Gift(fund, 100, PureBooks.Today)).Value;
        _ = books.Post(Drafts.Gift(fund, 100, PureBooks.Today)).Value;
        var payment = books.Post(Drafts.Fee(fund, 1, PureBooks.Today)).Value;

        Refused(gift).Should().Be(nameof(LedgerRefusals.LotInUse));
        Refused(payment).Should().BeNull();
        Refused(gift).Should().BeNull();
        books.Fund(fund).Available.Should().Be(100);
    }

    [Fact]
    public void Reverse_GiftWhoseLotIsEncumbered_IsRefused()
    {
        var fund = books.AddFund("A");
        var gift = books.Post(Drafts.Gift(fund, 100, PureBooks.Today)).Value;
        _ = books.Post(Drafts.Gift(fund, 100, PureBooks.Today)).Value;
        _ = books.Post(Drafts.Encumbrance(fund, 1, PureBooks.Today, PureBooks.Document(1))).Value;

        Refused(gift).Should().Be(nameof(LedgerRefusals.LotInUse));
    }

    [Fact]
    public void Reverse_GiftWhoseMoneyIsGone_IsRefused()
    {
        var fund = books.AddFund("A");
        var gift = books.Post(Drafts.Gift(fund, 100, PureBooks.Today)).Value;
        _ = books.Post(Drafts.Fee(fund, 50, PureBooks.Today)).Value;

        Refused(gift).Should().Be(nameof(LedgerRefusals.InsufficientAvailable));
    }

    [Fact]
    public void Reverse_Twice_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100);
        var payment = books.Post(Drafts.Fee(fund, 50, PureBooks.Today)).Value;

        Refused(payment).Should().BeNull();
        Refused(payment).Should().Be(nameof(LedgerRefusals.EntryAlreadyReversed));
    }

    [Fact]
    public void Reverse_AReversal_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100);
        var payment = books.Post(Drafts.Fee(fund, 50, PureBooks.Today)).Value;
        var reversal = books.Reverse(payment.Reference).Value;

        Refused(reversal).Should().Be(nameof(ReversalRefusals.ReversalNotReversible));
    }

    [Fact]
    public void Reverse_WithoutReason_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100);
        var payment = books.Post(Drafts.Fee(fund, 50, PureBooks.Today)).Value;

        books.Reverse(payment.Reference, reason: " ").RefusalCode().Should().Be(nameof(LedgerRefusals.ReversalNeedsReason));
    }

    [Fact]
    public void Reverse_EntryOfAnotherYear_IsRefused()
    {
        var fund = books.AddFund("A");
        var gift = books.Post(Drafts.Gift(fund, 100, new LocalDate(2025, 12, 31))).Value;

        Refused(gift).Should().Be(nameof(LedgerRefusals.ReversalLeavesFiscalYear));
    }

    [Fact]
    public void Reverse_IntoAClosedMonth_IsRefused()
    {
        var fund = books.AddFund("A");
        var gift = books.Post(Drafts.Gift(fund, 100, new LocalDate(2026, 3, 5))).Value;
        books.Snapshot.Periods[(2026, 3)] = PeriodState.Closed;

        books.Reverse(gift.Reference, new LocalDate(2026, 3, 31)).RefusalCode().Should().Be(nameof(LedgerRefusals.PeriodClosed));
        Refused(gift).Should().BeNull();
    }

    [Fact]
    public void Reverse_Release_EncumbersTheSameLotsAgain()
    {
        var fund = books.AddFundHolding("A", 100, 100);
        _ = books.Post(Drafts.Encumbrance(fund, 150, PureBooks.Today, PureBooks.Document(1))).Value;
        var release = books.Post(Drafts.Release(fund, 150, PureBooks.Today, PureBooks.Document(1))).Value;

        Refused(release).Should().BeNull();

        books.Lots(fund).Should().Equal((0, 100, 0), (0, 50, 50));
        books.Post(Drafts.Release(fund, 150, PureBooks.Today, PureBooks.Document(1))).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Reverse_EncumbranceThatIsFreedAlready_NeverTakesAnotherDocumentsMoney()
    {
        var fund = books.AddFundHolding("A", 100);
        var first = books.Post(Drafts.Encumbrance(fund, 100, PureBooks.Today, PureBooks.Document(1))).Value;
        _ = books.Post(Drafts.Encumbrance(fund, -100, PureBooks.Today, PureBooks.Document(1))).Value;
        _ = books.Post(Drafts.Encumbrance(fund, 100, PureBooks.Today, PureBooks.Document(2))).Value;

        Refused(first).Should().Be(nameof(LedgerRefusals.EncumbranceTooSmall));
        books.Post(Drafts.Release(fund, 100, PureBooks.Today, PureBooks.Document(2))).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Reverse_Transfer_TakesTheChildrenBackAndRestoresTheParents()
    {
        var (giver, taker) = (books.AddFundHolding("A", 100, 100), books.AddFund("B"));
        var transfer = books.Post(Drafts.Transfer(giver, taker, 150, PureBooks.Today)).Value;

        Refused(transfer).Should().BeNull();

        books.Lots(giver).Should().Equal((0, 0, 100), (0, 0, 100));
        books.Lots(taker).Should().Equal((100, 0, 0), (50, 0, 0));
        (books.Fund(giver).Available, books.Fund(taker).Available).Should().Be((200, 0));
    }

    private string? Refused(AcceptedEntry entry) => books.Reverse(entry.Reference).RefusalCode();
}
