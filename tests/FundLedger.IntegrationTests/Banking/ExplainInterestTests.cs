using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Banking;
using NodaTime;

namespace FundLedger.IntegrationTests.Banking;

/// <summary>Bank interest goes to the funds whose money earned it, day by day.</summary>
public sealed class ExplainInterestTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private static readonly LocalDate First = new(2026, 10, 1);
    private static readonly LocalDate Last = new(2026, 10, 31);

    [Fact]
    public async Task Interest_OfOctober_IsSharedAsTheWorkedExampleSays()
    {
        var (desk, a, b, c) = await October();
        var line = await desk.Bring(1_237, "十月利息");
        line.ValueDate.Should().Be(Last);

        (await desk.Explain(line.Id, Part.Interest())).Refusal.Should().BeNull();

        (await desk.Postings(DocumentKind.StatementLine, line.Id)).Skip(4).Should().Equal(
            ("1101.01", a, 828L), ("4202", a, -828L), ("1101.01", b, 164L), ("4202", b, -164L), ("1101.01", c, 245L), ("4202", c, -245L));
        var lots = await desk.Books.Lots(b);
        (lots[^1].Kind, lots[^1].DocumentId, lots[^1].Amount, lots[^1].Remaining).Should()
            .Be((LotKind.Interest, (long?)line.Id, 164L, 164L));
        var part = (await desk.Parts(line.Id)).Should().ContainSingle().Which;
        (part.PeriodFrom, part.PeriodTo, part.FundId).Should().Be((First, Last, null), "the month, where there was no interest before");
        (await desk.Balance("2102")).Should().Be(0);
        await desk.Verify();
    }

    [Fact]
    public async Task Interest_AfterAnEarlierLine_IsForTheDaysSince()
    {
        var (desk, _, _, _) = await October();
        var first = await desk.Bring(1_237, "october");
        (await desk.Explain(first.Id, Part.Interest())).Refusal.Should().BeNull();
        desk.Books.Clock.Set(new LocalDate(2026, 11, 19));
        var second = await desk.Bring(700, "november");

        (await desk.Explain(second.Id, Part.Interest())).Refusal.Should().BeNull();

        var part = (await desk.Parts(second.Id)).Single();
        (part.PeriodFrom, part.PeriodTo).Should().Be((Last.PlusDays(1), new LocalDate(2026, 11, 20)));
    }

    [Fact]
    public async Task Interest_ForDaysThatAPersonNames_IsSharedByThose()
    {
        var (desk, a, b, _) = await October();
        var line = await desk.Bring(400, "ten days");
        (await desk.Explain(line.Id, Part.Interest(First, First.PlusDays(9)))).Refusal.Should().BeNull();
        (await desk.Postings(DocumentKind.StatementLine, line.Id)).Skip(4).Should().Equal(
            ("1101.01", a, 300L), ("4202", a, -300L), ("1101.01", b, 100L), ("4202", b, -100L));
    }

    [Fact]
    public async Task Interest_OnAnAccountWithoutMoney_IsRefused()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var line = await desk.Bring(5, "interest on nothing");
        (await desk.Explain(line.Id, Part.Interest())).Refusal
            .Should().Be(InterestRefusals.InterestWithoutBalance(new LocalDate(2026, 7, 1), line.ValueDate));
        (await desk.Explain(line.Id, Part.Interest(line.ValueDate, line.ValueDate.PlusDays(1)))).Refusal.Should().Be(
            InterestRefusals.InterestPeriodNotPossible(line.ValueDate, line.ValueDate.PlusDays(1), line.ValueDate, 366));
    }

    [Fact]
    public async Task Interest_OfOneAccount_LooksAtNoOther()
    {
        var (desk, _, _, c) = await October();
        await desk.AddSecondBank();
        await desk.Books.Post(new EntryDraft(
            VoucherKind.Transfer, new LocalDate(2026, 10, 30), "moved",
            [Drafts.Line(BankDesk.SecondLedgerAccount, c, 1_000), Drafts.Line(Books.Bank, c, -1_000)])
        {
            Document = Drafts.Opening,
        });
        var line = await desk.Bring(9, "interest of the second account", bank: BankDesk.SecondBank);
        (await desk.Explain(line.Id, Part.Interest())).Refusal.Should().BeNull();
        (await desk.Postings(DocumentKind.StatementLine, line.Id)).Skip(4).Should()
            .Equal((BankDesk.SecondLedgerAccount, c, 9L), ("4202", c, -9L));
    }

    /// <summary>
    /// The worked example's October: A has 3,000,000 all month, B 1,000,000 to the 10th and then 400,000, C nothing to the 20th and
    /// then 2,500,000. The bank pays on the 31st.
    /// </summary>
    private async Task<(BankDesk Desk, string A, string B, string C)> October()
    {
        var desk = await BankDesk.Open(fixture.Database);
        var books = desk.Books;
        books.Clock.Set(new LocalDate(2026, 10, 30));
        var (a, b, c) = (await books.AddFund(), await books.AddFund(), await books.AddFund());
        await books.BookGift(a, 3_000_000, new LocalDate(2026, 8, 1));
        await books.BookGift(b, 1_000_000, new LocalDate(2026, 9, 30));
        (await books.Post(Drafts.Fee(b, 600_000, new LocalDate(2026, 10, 11)))).IsRefused.Should().BeFalse();
        await books.BookGift(c, 2_500_000, new LocalDate(2026, 10, 21));
        return (desk, a, b, c);
    }
}
