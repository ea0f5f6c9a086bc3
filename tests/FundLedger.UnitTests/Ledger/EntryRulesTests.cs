using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UnitTests.Ledger;

public sealed class EntryRulesTests
{
    private static readonly LocalDate Today = PureBooks.Today;
    private readonly PureBooks books = new();
    private readonly string fund;

    public EntryRulesTests() => fund = books.AddFundHolding("A", 1000);

    [Fact]
    public void Accept_FirstEntryOfAYear_HasNumberOneAndTheNextNumbersFollow()
    {
        var first = books.Post(Drafts.Gift(fund, 10, new LocalDate(2025, 5, 1))).Value;
        var second = books.Post(Drafts.Gift(fund, 10, new LocalDate(2025, 1, 1))).Value;

        (first.Reference, second.Reference).Should().Be((new EntryReference(2025, 1), new EntryReference(2025, 2)));
        second.Period.Should().Be(1);
    }

    [Fact]
    public void Accept_SpendingAllThatIsAvailable_LeavesNothing()
    {
        books.Post(Drafts.Fee(fund, 1000, Today)).IsRefused.Should().BeFalse();

        books.Fund(fund).Available.Should().Be(0);
        Refused(Drafts.Fee(fund, 1, Today)).Should().Be(nameof(LedgerRefusals.InsufficientAvailable));
    }

    [Fact]
    public void Accept_Refusal_SaysWhatIsAvailableAndWhatWasNeeded() =>
        books.Post(Drafts.Fee(fund, 1200, Today)).Refusal
            .Should().Be(LedgerRefusals.InsufficientAvailable(fund, Money.Twd(1000), Money.Twd(1200)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void Accept_NoDescription_IsRefused(string? description) =>
        Refused(Gift() with { Description = description! }).Should().Be(nameof(LedgerRefusals.DescriptionMissing));

    [Fact]
    public void Accept_LongDescription_IsRefusedBeyondItsLimit()
    {
        Refused(Gift() with { Description = new string('捐', EntryRules.MaximumDescriptionLength) }).Should().BeNull();
        Refused(Gift() with { Description = new string('捐', EntryRules.MaximumDescriptionLength + 1) }).Should()
            .Be(nameof(LedgerRefusals.DescriptionTooLong));
    }

    [Theory]
    [InlineData("nul \0")]
    [InlineData("bell \a")]
    public void Accept_DescriptionThatIsNotText_IsRefused(string description) =>
        Refused(Gift() with { Description = description }).Should().Be(nameof(LedgerRefusals.DescriptionNotText));

    [Fact]
    public void Accept_DescriptionWithHalfACharacter_IsRefused()
    {
        // Written out here because an attribute could not carry it.
        Refused(Gift() with { Description = "half \ud83d" }).Should().Be(nameof(LedgerRefusals.DescriptionNotText));
        Refused(Gift() with { Description = "\udc00 the other half" }).Should().Be(nameof(LedgerRefusals.DescriptionNotText));
    }

    [Fact]
    public void Accept_DescriptionWithLinesAndRareCharacters_IsAccepted() =>
        Refused(Gift() with { Description = "第一行\r\n第二行\t𠮷野家 🎁" }).Should().BeNull();

    [Fact]
    public void Accept_OneLine_IsRefused() =>
        Refused(Gift() with { Postings = [Drafts.Line(Drafts.Bank, fund, 1)] }).Should().Be(nameof(LedgerRefusals.EntryHasTooFewLines));

    [Fact]
    public void Accept_NoLine_IsRefused() =>
        Refused(Gift() with { Postings = [] }).Should().Be(nameof(LedgerRefusals.EntryHasTooFewLines));

    [Fact]
    public void Accept_TooManyLines_IsRefused() =>
        Refused(Gift() with { Postings = Enumerable.Repeat(Drafts.Line(Drafts.Bank, fund, 1), EntryRules.MaximumLines + 1).ToArray() })
            .Should().Be(nameof(LedgerRefusals.EntryHasTooManyLines));

    [Fact]
    public void Accept_BookingDate_IsRefusedBeforeTheFirstPartitionAndAfterToday()
    {
        Refused(Drafts.Gift(fund, 1, new LocalDate(1999, 12, 31))).Should().Be(nameof(LedgerRefusals.BookingDateTooEarly));
        Refused(Drafts.Gift(fund, 1, new LocalDate(2000, 1, 1))).Should().BeNull();
        Refused(Drafts.Gift(fund, 1, Today)).Should().BeNull();
        Refused(Drafts.Gift(fund, 1, Today.PlusDays(1))).Should().Be(nameof(LedgerRefusals.BookingDateInFuture));
    }

    [Theory]
    [InlineData(PeriodState.SoftClosed, nameof(LedgerRefusals.PeriodSoftClosed))]
    [InlineData(PeriodState.Closed, nameof(LedgerRefusals.PeriodClosed))]
    public void Accept_ClosedPeriod_IsRefusedAndItsNeighboursAreNot(PeriodState state, string code)
    {
        books.Snapshot.Periods[(2026, 5)] = state;

        Refused(Drafts.Gift(fund, 1, new LocalDate(2026, 5, 31))).Should().Be(code);
        Refused(Drafts.Gift(fund, 1, new LocalDate(2026, 6, 1))).Should().BeNull();
        Refused(Drafts.Gift(fund, 1, new LocalDate(2025, 5, 31))).Should().BeNull();
    }

    [Fact]
    public void Accept_UnknownAccountOrFund_IsRefused()
    {
        Refused(Lines(("1101", 5), ("4101", -5))).Should().Be(nameof(LedgerRefusals.UnknownAccount));
        Refused(Drafts.Gift("a", 5, Today)).Should().Be(nameof(LedgerRefusals.UnknownFund));
    }

    [Theory]
    [InlineData("1101.01")]
    [InlineData("1111")]
    [InlineData("2101")]
    [InlineData("4101")]
    [InlineData("5101")]
    [InlineData("5901")]
    public void Accept_ManualVoucherOnAnAccountThatMovesByDocuments_IsRefused(string account)
    {
        Refused(Lines((account, 5), ("5202", -5)) with { Manual = true }).Should()
            .Be(nameof(LedgerRefusals.AccountClosedToManualVouchers));
        Refused(Lines(("5202", 5), (account, -5)) with { Manual = true }).Should()
            .Be(nameof(LedgerRefusals.AccountClosedToManualVouchers));
    }

    [Fact]
    public void Accept_ZeroAmount_IsRefused() =>
        Refused(Lines((Drafts.Bank, 0), ("4101", 0))).Should().Be(nameof(LedgerRefusals.AmountIsZero));

    [Fact]
    public void Accept_AnotherCurrency_IsRefused() =>
        Refused(Gift() with
        {
            Postings = [Drafts.Line(Drafts.Bank, fund, 5), new PostingDraft("4101", fund, new Money(-5, new Currency("EUR", 2)))],
        }).Should().Be(nameof(LedgerRefusals.CurrencyDiffers));

    [Fact]
    public void Accept_UnbalancedEntry_IsRefused() =>
        Refused(Lines((Drafts.Bank, 5), ("4101", -4))).Should().Be(nameof(LedgerRefusals.EntryDoesNotBalance));

    [Fact]
    public void Accept_EntryThatBalancesOnlyInTotal_IsRefused()
    {
        var other = books.AddFund("B");

        Refused(Gift() with { Postings = [Drafts.Line(Drafts.Bank, fund, 5), Drafts.Line("4101", other, -5)] })
            .Should().Be(nameof(LedgerRefusals.FundDoesNotBalance));
    }

    [Fact]
    public void Accept_EncumbranceAgainstARealAccount_IsRefused() =>
        Refused(Lines(("9101", 5), ("4101", -5))).Should().Be(nameof(LedgerRefusals.EncumbranceDoesNotBalance));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue / 2)]
    [InlineData(EntryRules.LargestAmount + 1)]
    public void Accept_AmountBeyondFifteenDigits_IsRefused(long amount) =>
        Refused(Drafts.Gift(fund, amount, Today)).Should().Be(nameof(LedgerRefusals.AmountTooLarge));

    [Fact]
    public void Accept_AmountsWhoseSumWrapsAroundToZero_IsRefused() =>
        Refused(Lines((Drafts.Bank, long.MaxValue), (Drafts.Bank, long.MaxValue), ("4101", 2))).Should()
            .Be(nameof(LedgerRefusals.EntryDoesNotBalance));

    [Fact]
    public void Accept_SmallestAmount_IsRefusedWithoutOverflow() =>
        Refused(Lines((Drafts.Bank, long.MinValue), ("4101", long.MaxValue), ("4101", 1))).Should()
            .Be(nameof(LedgerRefusals.AmountTooLarge));

    [Fact]
    public void Accept_SeveralBrokenRules_NamesTheFirst()
    {
        var broken = Lines(("nowhere", 5), ("4101", 0)) with { BookingDate = Today.PlusDays(1), Description = "" };

        Refused(broken).Should().Be(nameof(LedgerRefusals.DescriptionMissing));
        Refused(broken with { Description = "x" }).Should().Be(nameof(LedgerRefusals.BookingDateInFuture));
        Refused(broken with { Description = "x", BookingDate = Today }).Should().Be(nameof(LedgerRefusals.UnknownAccount));
    }

    [Fact]
    public void Accept_RefusedEntry_LeavesTheSnapshotAsItWas()
    {
        Refused(Drafts.Fee(fund, 5000, Today)).Should().Be(nameof(LedgerRefusals.InsufficientAvailable));

        (books.Fund(fund).Spendable, books.Snapshot.LastNumber[2026], books.Snapshot.LastLotId).Should().Be((1000, 1, 1));
    }

    [Theory]
    [InlineData("2026/123", 2026, 123)]
    [InlineData("2000/1", 2000, 1)]
    public void Parse_EntryNumber_ReadsIt(string text, int year, long number) =>
        EntryReference.Parse(text).Value.Should().Be(new EntryReference(year, number));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026/")]
    [InlineData("2026/-1")]
    [InlineData("2026/1/2")]
    [InlineData(" 2026/1")]
    [InlineData("2026/99999999999999999999")]
    public void Parse_NotAnEntryNumber_IsRefused(string? text) =>
        EntryReference.Parse(text).RefusalCode().Should().Be(nameof(LedgerRefusals.EntryNumberNotReadable));

    [Fact]
    public void LedgerRefusals_EveryCode_IsTheNameOfItsMethod()
    {
        var methods = typeof(LedgerRefusals).GetMethods().Where(method => method.ReturnType == typeof(Refusal)).ToArray();

        methods.Should().NotBeEmpty().And.OnlyContain(method => Make(method).Code == method.Name);
    }

    private static Refusal Make(System.Reflection.MethodInfo method) => (Refusal)method.Invoke(null, method.GetParameters()
        .Select(parameter => parameter.ParameterType == typeof(string) ? "" : Activator.CreateInstance(parameter.ParameterType))
            .ToArray())!;

    private EntryDraft Gift() => Drafts.Gift(fund, 5, Today);

    private EntryDraft Lines(params (string Account, long Dollars)[] lines) =>
        Gift() with { Postings = lines.Select(line => Drafts.Line(line.Account, fund, line.Dollars)).ToArray() };

    private string? Refused(EntryDraft draft) => books.Post(draft).RefusalCode();
}
