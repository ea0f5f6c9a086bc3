using FundLedger.Domain.Ledger;

namespace FundLedger.UnitTests.Ledger;

public sealed class LotRulesTests
{
    private readonly PureBooks books = new();

    [Fact]
    public void Post_Gift_OpensOneLotOfThatAmount()
    {
        var fund = books.AddFundHolding("A", 500);

        books.Lots(fund).Should().Equal((0, 0, 500));
    }

    [Fact]
    public void Post_GiftToTwoFunds_OpensOneLotInEach()
    {
        var (a, b) = (books.AddFund("A"), books.AddFund("B"));
        var draft = Drafts.Gift(a, 300, PureBooks.Today);
        var entry = books.Post(draft with { Postings = [.. draft.Postings, .. Drafts.Gift(b, 200, PureBooks.Today).Postings] }).Value;

        entry.LotsOpened.Select(lot => (lot.LotId, lot.Fund.Code, lot.Amount)).Should().Equal((1, "A", 300), (2, "B", 200));
    }

    [Fact]
    public void Post_Payment_UsesTheOldestLotsFirst()
    {
        var fund = books.AddFundHolding("A", 100, 100, 100);

        books.Post(Drafts.Fee(fund, 150, PureBooks.Today)).IsRefused.Should().BeFalse();

        books.Lots(fund).Should().Equal((100, 0, 0), (50, 0, 50), (0, 0, 100));
    }

    [Fact]
    public void Post_PaymentThatNamesALot_UsesThatLotAndTheOldestForTheRest()
    {
        var fund = books.AddFundHolding("A", 100, 100, 100);

        var entry = books.Post(new EntryDraft(VoucherKind.Payment, PureBooks.Today, "fee",
        [
            Drafts.Line("5203", fund, 150),
            Drafts.Line(Drafts.Bank, fund, -100) with { LotId = 3 },
            Drafts.Line(Drafts.Bank, fund, -50),
        ])).Value;

        entry.LotMovements.Select(movement => (movement.LotId, movement.Used)).Should().Equal((1, 50), (3, 100));
    }

    [Fact]
    public void Post_PaymentThatNamesAnotherFundsLot_IsRefused()
    {
        var (a, b) = (books.AddFundHolding("A", 100), books.AddFundHolding("B", 100));

        Pay(a, 50, lot: 2).Should().Be(nameof(LedgerRefusals.LotNotInFund));
        Pay(b, 50, lot: 2).Should().BeNull();
    }

    [Fact]
    public void Post_PaymentThatNamesTooSmallALot_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100, 400);

        Pay(fund, 101, lot: 1).Should().Be(nameof(LedgerRefusals.LotTooSmall));
        books.Lots(fund).Should().Equal((0, 0, 100), (0, 0, 400));
    }

    [Fact]
    public void Encumber_Money_ReservesTheOldestLotsAndLeavesSpendableAlone()
    {
        var fund = books.AddFundHolding("A", 100, 100);

        Encumber(fund, 150, document: 1).Should().BeNull();

        books.Lots(fund).Should().Equal((0, 100, 0), (0, 50, 50));
        (books.Fund(fund).Spendable, books.Fund(fund).Encumbered, books.Fund(fund).Available).Should().Be((200, 150, 50));
    }

    [Fact]
    public void Post_PaymentOfEncumberedMoney_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100);
        Encumber(fund, 80, document: 1);

        Pay(fund, 21).Should().Be(nameof(LedgerRefusals.InsufficientAvailable));
        Pay(fund, 20).Should().BeNull();
    }

    [Fact]
    public void Free_Encumbrance_FreesOnlyTheDocumentsOwn()
    {
        var fund = books.AddFundHolding("A", 100);
        Encumber(fund, 60, document: 1);
        Encumber(fund, 40, document: 2);

        Encumber(fund, -61, document: 1).Should().Be(nameof(LedgerRefusals.EncumbranceTooSmall));
        Encumber(fund, -60, document: 1).Should().BeNull();
        Encumber(fund, -1, document: 1).Should().Be(nameof(LedgerRefusals.EncumbranceTooSmall));
        books.Lots(fund).Should().Equal((0, 40, 60));
    }

    [Fact]
    public void Free_WithoutADocument_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100);
        Encumber(fund, 60, document: 1);
        var draft = Drafts.Encumbrance(fund, -60, PureBooks.Today, default) with { Document = null };

        books.Post(draft).RefusalCode().Should().Be(nameof(LedgerRefusals.EncumbranceTooSmall));
    }

    [Fact]
    public void Release_EncumberedMoney_UsesTheLotsItHadReserved()
    {
        var fund = books.AddFundHolding("A", 100, 100);
        Encumber(fund, 150, document: 1);
        books.Post(Drafts.Gift(fund, 1000, PureBooks.Today)).IsRefused.Should().BeFalse();

        books.Post(Drafts.Release(fund, 150, PureBooks.Today, PureBooks.Document(1))).IsRefused.Should().BeFalse();

        books.Lots(fund).Should().Equal((100, 0, 0), (50, 0, 50), (0, 0, 1000));
        (books.Fund(fund).Spendable, books.Fund(fund).Encumbered).Should().Be((1050, 0));
    }

    [Fact]
    public void Release_PartDirectedAtTheFreedLot_NeverUsesItTwice()
    {
        var fund = books.AddFundHolding("A", 100, 100);
        Encumber(fund, 100, document: 1);

        var entry = books.Post(new EntryDraft(VoucherKind.Transfer, PureBooks.Today, "release",
        [
            Drafts.Line("5101", fund, 150),
            Drafts.Line("2101", fund, -100) with { LotId = 1 },
            Drafts.Line("2101", fund, -50),
            Drafts.Line("9102", fund, 100),
            Drafts.Line("9101", fund, -100),
        ])
        { Document = PureBooks.Document(1) });

        entry.IsRefused.Should().BeFalse();
        books.Lots(fund).Should().Equal((100, 0, 0), (50, 0, 50));
    }

    [Fact]
    public void Transfer_FromSeveralLots_OpensOneChildPerParent()
    {
        var (giver, taker) = (books.AddFundHolding("A", 100, 100), books.AddFund("B"));

        var entry = books.Post(Drafts.Transfer(giver, taker, 150, PureBooks.Today)).Value;

        entry.LotsOpened.Select(lot => (lot.Fund.Code, lot.Amount, lot.ParentLotId)).Should().Equal(("B", 100, 1L), ("B", 50, 2L));
        books.Lots(giver).Should().Equal((100, 0, 0), (50, 0, 50));
        books.Lots(taker).Should().Equal((0, 0, 100), (0, 0, 50));
    }

    [Fact]
    public void Transfer_ToSeveralFunds_GivesEachChildExactlyOneParent()
    {
        var (giver, first, second) = (books.AddFundHolding("A", 100, 100), books.AddFund("B"), books.AddFund("C"));

        var entry = books.Post(new EntryDraft(VoucherKind.Transfer, PureBooks.Today, "transfer",
        [
            Drafts.Line("5901", giver, 200), Drafts.Line(Drafts.Bank, giver, -200),
            Drafts.Line(Drafts.Bank, first, 150), Drafts.Line("4901", first, -150),
            Drafts.Line(Drafts.Bank, second, 50), Drafts.Line("4901", second, -50),
        ])
        { Opens = new LotOrigin(LotKind.Child) }).Value;

        entry.LotsOpened.Select(lot => (lot.Fund.Code, lot.Amount, lot.ParentLotId))
            .Should().Equal(("B", 100, 1L), ("B", 50, 2L), ("C", 50, 2L));
    }

    [Fact]
    public void Transfer_TakingMoreThanIsGiven_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100);
        var draft = Drafts.Gift(fund, 50, PureBooks.Today) with { Opens = new LotOrigin(LotKind.Child) };

        books.Post(draft).RefusalCode().Should().Be(nameof(LedgerRefusals.TransferNotEven));
    }

    [Fact]
    public void Post_RiseOfSpendableWithoutOrigin_IsRefused()
    {
        var fund = books.AddFund("A");

        books.Post(Drafts.Gift(fund, 50, PureBooks.Today) with { Opens = null }).RefusalCode().Should()
            .Be(nameof(LedgerRefusals.RiseWithoutOrigin));
    }

    [Fact]
    public void Post_MoneyMovingBetweenSpendableAccounts_TouchesNoLot()
    {
        var fund = books.AddFundHolding("A", 100);

        var entry = books.Post(new EntryDraft(VoucherKind.Transfer, PureBooks.Today, "term deposit",
            [Drafts.Line("1121", fund, 100), Drafts.Line(Drafts.Bank, fund, -100)])).Value;

        (entry.LotsOpened.Count, entry.LotMovements.Count).Should().Be((0, 0));
    }

    private string? Pay(string fund, long dollars, long? lot = null) => books.Post(new EntryDraft(
        VoucherKind.Payment, PureBooks.Today, "fee",
        [Drafts.Line("5203", fund, dollars), Drafts.Line(Drafts.Bank, fund, -dollars) with { LotId = lot }])).RefusalCode();

    private string? Encumber(string fund, long dollars, long document) =>
        books.Post(Drafts.Encumbrance(fund, dollars, PureBooks.Today, PureBooks.Document(document))).RefusalCode();
}
