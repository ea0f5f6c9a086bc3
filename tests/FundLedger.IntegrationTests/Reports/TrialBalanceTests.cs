using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

public sealed class TrialBalanceTests(WholeCycleFixture fixture) : IClassFixture<WholeCycleFixture>
{
    private long Account => fixture.Cycle.Books.AccountId;

    public static TheoryData<string> Dates =>
    [
        "2024-12-31", "2025-03-09", "2025-03-10", "2025-03-15", "2025-03-16", "2025-03-18", "2025-03-31", "2025-04-21", "2025-12-01",
            "2025-12-30",
        "2025-12-31", "2026-01-01", "2026-02-09", "2026-02-10", "2026-02-28", "2026-03-01", "2026-03-02", "2030-06-20",
    ];

    [Theory]
    [MemberData(nameof(Dates))]
    public async Task Run_AsOfADay_EqualsTheSumOfPostingsBookedUpToIt(string day)
    {
        var asOf = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        await using var db = fixture.Cycle.Books.Read();
        var postings = await db.Postings.AsNoTracking()
            .Where(posting => posting.DedicatedAccountId == Account && posting.BookingDate <= asOf).ToListAsync();
        var expected = postings.GroupBy(posting => (posting.LedgerAccountId, posting.FundId))
            .Select(group => (group.Key.LedgerAccountId, group.Key.FundId,
                Debit: group.Sum(posting => Math.Max(0, posting.Amount)), Credit: group.Sum(posting => Math.Max(0, -posting.Amount))));

        var report = await Run(new TrialBalanceParameters(Account, asOf, ByFund: true));

        report.Rows.Select(row => (row.Account.Id, row.Fund!.Id, row.Debit, row.Credit)).Should().BeEquivalentTo(expected);
        report.IsBalanced.Should().BeTrue();
    }

    [Fact]
    public async Task Run_WithoutDate_EqualsAFarDay()
    {
        var all = await Run(new TrialBalanceParameters(Account));
        var far = await Run(new TrialBalanceParameters(Account, new LocalDate(2030, 6, 20)));

        all.Rows.Should().Equal(far.Rows);
        all.Rows.Select(row => row.Account.Code).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Run_AsOfADay_TakesInWhatIsBackDatedLater()
    {
        await using var database = await TestDatabase.Create();
        var books = await Books.Open(database);
        var fund = await books.AddFund();
        await books.BookGift(fund, 500, new LocalDate(2026, 5, 20));
        await books.BookGift(fund, 30, new LocalDate(2026, 5, 2));
        var (early, late) = (new LocalDate(2026, 5, 10), new LocalDate(2026, 5, 25));
        var reporting = new TrialBalanceReport(fixture.ReportingOn(database.Connections.Reporting));

        var before = (await reporting.Run(new TrialBalanceParameters(books.AccountId, early), CancellationToken.None)).Value;
        await books.BookGift(fund, 7, new LocalDate(2026, 5, 3));
        var after = (await reporting.Run(new TrialBalanceParameters(books.AccountId, early), CancellationToken.None)).Value;
        var afterLate = (await reporting.Run(new TrialBalanceParameters(books.AccountId, late), CancellationToken.None)).Value;

        before.Totals.Debit.Should().Be(30);
        after.Totals.Debit.Should().Be(37);
        afterLate.Totals.Debit.Should().Be(537);
    }

    [Fact]
    public async Task Run_ForAnUnknownFund_IsRefused()
    {
        var result = await new TrialBalanceReport(fixture.Reporting)
            .Run(new TrialBalanceParameters(Account, Fund: "NOBODY"), CancellationToken.None);

        result.RefusalCode().Should().Be(nameof(ReportRefusals.ReportFundNotFound));
    }

    [Fact]
    public async Task Run_EncumberedMoney_StandsBelowTheLine()
    {
        var report = await Run(new TrialBalanceParameters(Account));

        report.MemorandumTotals.DebitBalance.Should().Be(1_200_000 + 25_000);
        report.Totals.Debit.Should().Be(report.Rows.Where(row => row.Account.Type != AccountType.Memorandum).Sum(row => row.Debit));
    }

    private async Task<TrialBalance> Run(TrialBalanceParameters parameters) =>
        (await new TrialBalanceReport(fixture.Reporting).Run(parameters, CancellationToken.None)).Value;
}
