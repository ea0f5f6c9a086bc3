using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Ledger;

/// <summary>Soft-closed periods, adjustments, closing entries and corrections, in memory.</summary>
public sealed class YearEndTests
{
    private static readonly LocalDate LastDay = new(2025, 12, 31);
    private readonly PureBooks books = new();

    [Fact]
    public void Accept_IntoASoftClosedPeriod_TakesOnlyCorrections()
    {
        var fund = books.AddFund("A");
        var gift = books.Post(Drafts.Gift(fund, 100, new LocalDate(2026, 5, 3))).Value;
        books.Snapshot.Periods[(2026, 5)] = PeriodState.SoftClosed;
        var voucher = new EntryDraft(
            VoucherKind.Transfer, new LocalDate(2026, 5, 4), "reclassified", [Drafts.Line("5202", fund, 5), Drafts.Line("5201", fund, -5)]);

        books.Post(voucher).RefusalCode().Should().Be(nameof(LedgerRefusals.PeriodSoftClosed));
        books.Post(voucher with { ApproverId = 2 }).RefusalCode().Should().Be(nameof(LedgerRefusals.PeriodSoftClosed));
        books.Post(voucher with { ApproverId = 2, Manual = true }).IsRefused.Should().BeFalse();
        books.Reverse(gift.Reference, new LocalDate(2026, 5, 31)).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Accept_Adjustment_LiesInPeriodThirteenOnTheLastDay()
    {
        var fund = books.AddFund("A");
        books.Snapshot.Periods[(2025, 12)] = PeriodState.Closed;
        var gift = Drafts.Gift(fund, 5, LastDay);

        books.Post(gift).RefusalCode().Should().Be(nameof(LedgerRefusals.PeriodClosed));
        books.Post(gift with { Adjustment = true, BookingDate = LastDay.PlusDays(-1) }).RefusalCode().Should()
            .Be(nameof(LedgerRefusals.AdjustmentNotAtYearEnd));
        books.Post(gift with { Adjustment = true }).Value.Period.Should().Be(13);
        books.Snapshot.Periods[(2025, 13)] = PeriodState.Closed;
        books.Post(gift with { Adjustment = true }).RefusalCode().Should().Be(nameof(LedgerRefusals.PeriodClosed));
    }

    [Theory]
    [InlineData(DesignationKind.None, "3101")]
    [InlineData(DesignationKind.District, "3201")]
    public void Drafts_OfAFund_TakeRevenueAndExpenseToItsNetAssets(DesignationKind designation, string netAssets)
    {
        var fund = books.Snapshot.Funds[books.AddFund("A")].Fund with { Designation = designation };

        var draft = YearClosing.Drafts(2025, Balances(fund, ("5203", 30), ("4101", -100), ("2201", -7), ("9101", 3)), Currency.Twd).Should()
            .ContainSingle().Subject;

        draft.Postings.Select(line => (line.Account, line.Amount.MinorUnits)).Should()
            .Equal(("4101", 100), ("5203", -30), (netAssets, -70));
        (draft.Period, draft.BookingDate).Should().Be((14, LastDay));
        books.Post(draft).Value.LotMovements.Should().BeEmpty();
    }

    [Fact]
    public void Drafts_WhereNothingWasEarnedOrSpent_AreNone() =>
        YearClosing.Drafts(2025, Balances(books.Snapshot.Funds[books.AddFund("A")].Fund, ("1101.01", 5), ("3101", -5), ("4101", 0)),
            Currency.Twd).Should().BeEmpty();

    [Fact]
    public void Accept_ClosingEntryOnASpendableAccount_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100);
        var draft = new EntryDraft(VoucherKind.Transfer, LastDay, "closing", [
            Drafts.Line("4101", fund, 5), Drafts.Line(Drafts.Bank, fund, -5)])
        { Closing = true };

        books.Post(draft).RefusalCode().Should().Be(nameof(LedgerRefusals.ClosingTouchesAccount));
    }

    [Fact]
    public void Correct_EntryOfAClosedYear_SendsRevenueTo3301AndGivesTheLotsBack()
    {
        var fund = books.AddFundHolding("A", 100);
        var payment = books.Post(Drafts.Fee(fund, 60, LastDay)).Value;
        CloseYear(2025);

        books.Reverse(payment.Reference).RefusalCode().Should().Be(nameof(LedgerRefusals.ReversalInClosedYear));
        var correction = books.Correct(payment.Reference).Value;

        correction.Postings.Select(line => (line.Account.Code, line.Amount)).Should().Equal(("3301", -60), (Drafts.Bank, 60));
        (correction.Draft.Corrects, correction.Draft.ValueDate, correction.Reference.FiscalYear).Should()
            .Be((payment.Reference, LastDay, 2026));
        books.Lots(fund).Should().Equal((0, 0, 100));
        books.Correct(payment.Reference).RefusalCode().Should().Be(nameof(LedgerRefusals.EntryAlreadyReversed));
        books.Correct(correction.Reference).RefusalCode().Should().Be(nameof(ReversalRefusals.ReversalNotReversible));
    }

    [Fact]
    public void Correct_EntryOfAnOpenYear_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100);
        var payment = books.Post(Drafts.Fee(fund, 60, LastDay)).Value;

        books.Correct(payment.Reference).RefusalCode().Should().Be(nameof(LedgerRefusals.CorrectionNeedsClosedYear));
    }

    [Fact]
    public void Correct_GiftWhoseLotIsUsed_IsRefused()
    {
        var fund = books.AddFund("A");
        var gift = books.Post(Drafts.Gift(fund, 100, LastDay)).Value;
        _ = books.Post(Drafts.Gift(fund, 100, PureBooks.Today)).Value;
        _ = books.Post(Drafts.Fee(fund, 1, PureBooks.Today)).Value;
        CloseYear(2025);

        books.Correct(gift.Reference).RefusalCode().Should().Be(nameof(LedgerRefusals.LotInUse));
    }

    [Fact]
    public void Accept_IntoAClosedYear_IsRefused()
    {
        var fund = books.AddFundHolding("A", 100);
        var closing = books.Post(YearClosing.Drafts(2025, Balances(books.Fund(fund).Fund, ("4101", -5)), Currency.Twd)[0]).Value;
        CloseYear(2025);

        books.Post(Drafts.Fee(fund, 1, LastDay)).RefusalCode().Should().Be(nameof(PeriodRefusals.FiscalYearClosed));
        books.Post(Drafts.Fee(fund, 1, LastDay) with { Adjustment = true }).RefusalCode().Should()
            .Be(nameof(PeriodRefusals.FiscalYearClosed));
        books.Correct(closing.Reference).RefusalCode().Should().Be(nameof(ReversalRefusals.ClosingNotReversible));
    }

    private void CloseYear(int year)
    {
        for (var period = 1; period <= FiscalYearPeriods.Closing; period++) books.Snapshot.Periods[(year, period)] = PeriodState.Closed;
    }

    private FundAccountBalance[] Balances(Fund fund, params (string Account, long Balance)[] balances) =>
        balances.Select(balance => new FundAccountBalance(fund, books.Snapshot.Accounts[balance.Account], balance.Balance)).ToArray();
}
