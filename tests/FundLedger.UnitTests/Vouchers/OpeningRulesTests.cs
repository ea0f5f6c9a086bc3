using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using FundLedger.UnitTests.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Vouchers;

public sealed class OpeningRulesTests
{
    private static readonly LocalDate DayBefore = new(2025, 12, 31);
    private readonly PureBooks books = new();

    public OpeningRulesTests()
    {
        books.AddFund("A");
        books.AddFund("B");
    }

    [Fact]
    public void MayTouch_OfTheChart_IsWhatCarriesABalanceIntoTheNextYear() =>
        ChartOfAccounts.Seed.Where(account => !OpeningRules.MayTouch(account)).Should()
            .OnlyContain(account => "459".Contains(account.Code[0], StringComparison.Ordinal))
            .And.HaveCount(ChartOfAccounts.Seed.Count(account => account.Code[0] is '4' or '5' or '9'));

    [Fact]
    public void Accept_AnOpening_OpensALotOfWhatEachFundCanSpend()
    {
        var accepted = Open(("1101.01", "A", 900), ("2101", "A", -200), ("1303", "A", 300), ("3201", "A", -1000),
            ("1202", "B", 50), ("3101", "B", -50)).Value;

        accepted.LotsOpened.Should().ContainSingle().Which.Should().Match<LotOpening>(
            lot => lot.Amount == 700 && lot.Fund.Code == "A" && lot.Origin.Kind == LotKind.Manual);
        (books.Fund("A").Available, books.Fund("B").Available).Should().Be((700, 0));
        books.Post(Drafts.Fee("A", 700, PureBooks.Today)).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Accept_SeveralOpenings_UntilTheFirstOtherEntry()
    {
        Open(("1101.01", "A", 5), ("3101", "A", -5)).IsRefused.Should().BeFalse();
        Open(("1101.01", "B", 5), ("3101", "B", -5)).IsRefused.Should().BeFalse();
        var first = books.Post(Drafts.Fee("A", 1, PureBooks.Today)).Value.Reference;
        Open(("1101.01", "A", 5), ("3101", "A", -5)).Refusal.Should().Be(OpeningRefusals.OpeningAfterFirstEntry(first));
    }

    [Fact]
    public void Accept_WhatTakesAnOpeningBack_OnlyUntilTheFirstOtherEntry()
    {
        var (first, second) = (
            Open(("1101.01", "A", 5), ("3101", "A", -5)).Value.Reference, Open(("1101.01", "B", 5), ("3101", "B", -5)).Value.Reference);
        books.ReverseOpening(first).IsRefused.Should().BeFalse();
        Open(("1101.01", "A", 6), ("3101", "A", -6)).IsRefused.Should().BeFalse("what was taken back does not use the books");
        books.Post(Drafts.Fee("A", 1, PureBooks.Today));
        books.ReverseOpening(second).RefusalCode().Should().Be(nameof(OpeningRefusals.OpeningAfterFirstEntry));
    }

    [Theory]
    [InlineData("4101")]
    [InlineData("5201")]
    [InlineData("9101")]
    public void Accept_AnOpeningOfIncomeExpenseOrEncumbrance_IsRefused(string account) =>
        Open(("1101.01", "A", 5), (account, "A", -5)).Refusal.Should().Be(OpeningRefusals.OpeningTouchesAccount(2, account));

    [Fact]
    public void Accept_AnOpeningThatLeavesAFundShort_IsRefused() =>
        Open(("2101", "A", -5), ("3101", "A", 5)).RefusalCode().Should().Be(nameof(LedgerRefusals.InsufficientAvailable));

    [Fact]
    public void CheckDate_IsTheFirstDayOfAYearOrTheDayBefore_AndOneYearForAll()
    {
        OpeningRules.CheckDate(DayBefore, null).Should().BeNull();
        OpeningRules.CheckDate(new(2026, 1, 1), DayBefore).Should().BeNull();
        OpeningRules.CheckDate(new(2026, 1, 2), null).Should().Be(OpeningRefusals.OpeningNotAtYearBegin(new(2026, 1, 2)));
        OpeningRules.CheckDate(new(2025, 1, 1), DayBefore).Should()
            .Be(OpeningRefusals.OpeningOfAnotherYear(new(2025, 1, 1), DayBefore));
        books.Snapshot.OpenedOn = new(2025, 1, 1);
        Open(("1101.01", "A", 5), ("3101", "A", -5)).RefusalCode().Should().Be(nameof(OpeningRefusals.OpeningOfAnotherYear));
    }

    [Fact]
    public void Table_OfRows_NamesEachRowThatCannotBeBookedAndTheFundsOutOfBalance()
    {
        var table = Table(
            Row(2, "1101.01", "A", 100), Row(3, "3101", "A", -90), Row(4, "9999", "A", 5), Row(5, "5201", "A", 5), Row(6, "3101", "C", 5),
            Row(7, "3101", "A", 0), Row(8, "1203", "A", 1) with { Party = "P9" }, Row(9, "1203", "A", 1) with { Venture = "V9" });

        table.Lines.Select(line => line.Refusal).Should().Equal(
            null, null, LedgerRefusals.UnknownAccount(4, "9999"), OpeningRefusals.OpeningTouchesAccount(5, "5201"),
            LedgerRefusals.UnknownFund(6, "C"), LedgerRefusals.AmountIsZero(7), OpeningRefusals.OpeningPartyUnknown(8, "P9"),
            OpeningRefusals.OpeningVentureUnknown(9, "V9"));
        table.Refusal.Should().Be(table.Lines[2].Refusal);
        Table(Row(2, "1101.01", "A", 100), Row(3, "3101", "B", -100)).Refusal
            .Should().Be(LedgerRefusals.FundDoesNotBalance("A", Money.Twd(100)), "it says which fund, and by how much");
    }

    [Fact]
    public void Table_OfRowsInBalance_HasNoRefusalAndSumsByFund()
    {
        var table = Table(
            Row(2, "1101.01", "A", 100) with { Party = "P1", Venture = "V1" }, Row(3, "3101", "A", -60), Row(4, "2101", "A", -40));
        table.Refusal.Should().BeNull();
        (table.Lines[0].PartyId, table.Lines[0].VentureId).Should().Be((11, 12));
        table.Funds.Should().Equal(new OpeningOfFund("A", Money.Twd(100), Money.Twd(100), Money.Twd(60)));
    }

    [Fact]
    public void Table_OfTheLargestAmountsThousandsOfTimes_IsRefusedAndNotAFault()
    {
        var rows = Enumerable.Range(2, 9_999).Select(line => Row(line, "1101.01", "A", EntryRules.LargestAmount)).ToArray();
        Table(rows).Refusal!.Code.Should().Be(nameof(LedgerRefusals.FundDoesNotBalance));
        Table(Row(2, "1101.01", "A", long.MaxValue)).Refusal!.Code.Should().Be(nameof(LedgerRefusals.AmountTooLarge));
    }

    private static OpeningRow Row(int line, string account, string fund, long dollars) => new(line, account, fund, Money.Twd(dollars));

    private OpeningTable Table(params OpeningRow[] rows) => OpeningTable.Of(
        rows, new OpeningNames(
            books.Snapshot.Accounts, new HashSet<string> { "A", "B" }, new Dictionary<string, long> { ["P1"] = 11 },
            new Dictionary<string, long> { ["V1"] = 12 }), Currency.Twd);

    private Result<AcceptedEntry> Open(params (string Account, string Fund, long Dollars)[] lines) => books.Post(
        new EntryDraft(VoucherKind.Receipt, DayBefore, "opening",
            [.. lines.Select(line => Drafts.Line(line.Account, line.Fund, line.Dollars))])
        {
            Document = new DocumentReference(DocumentKind.ManualVoucher, 1),
            Opens = new LotOrigin(LotKind.Manual),
            Manual = true,
            Opening = true,
        });
}
