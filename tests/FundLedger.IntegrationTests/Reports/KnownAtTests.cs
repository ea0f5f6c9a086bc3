using FundLedger.Data.Model;
using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.Reports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>Any booking date as known at any instant, against a naive sum over all postings.</summary>
public sealed class KnownAtTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private const int Entries = 60;
    private const int Questions = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Run_OnBackDatedEntriesOfThreeYears_EqualsANaiveSum(int seed)
    {
        var random = new Random(seed);
        var books = await Books.Open(fixture.Database);
        string[] funds = [await books.AddFund(), await books.AddFund()];
        var first = new LocalDate(2024, 5, 1);
        for (var entry = 0; entry < Entries; entry++) await Write(books, funds[random.Next(funds.Length)], first, random);
        await books.CloseYear(2024);
        for (var entry = 0; entry < 5; entry++) await Write(books, funds[0], new LocalDate(2025, 1, 1), random);

        var known = await Known(books);
        var instants = known.Select(line => line.RecordedAt).Distinct().Order().ToArray();
        for (var question = 0; question < Questions; question++)
        {
            var at = question % 5 == 0 ? (Instant?)null : Around(instants[random.Next(instants.Length)], random);
            var asOf = question % 7 == 0 ? (LocalDate?)null : EndOfMonthNowAndThen(first.PlusDays(random.Next(0, 900)), random);
            var fund = question % 3 == 0 ? funds[0] : null;
            var beforeClosing = question % 4 == 1;
            await Same(books, known, new TrialBalanceParameters(books.AccountId, asOf, fund, ByFund: true, at, beforeClosing));
        }
    }

    [Fact]
    public async Task Run_FundStatementKnownAtAnInstant_LeavesOutWhatWasRecordedLater()
    {
        var books = await Books.Open(fixture.Database);
        var fund = await books.AddFund();
        await books.BookGift(fund, 100, new LocalDate(2026, 5, 2));
        var then = books.Clock.GetCurrentInstant();
        await books.BookGift(fund, 7, new LocalDate(2026, 5, 1));
        (await books.Spend(fund, 3)).IsRefused.Should().BeFalse();

        var statement = (await new FundStatementReport(fixture.Database.Reporting).Run(
            new FundStatementParameters(books.AccountId, new LocalDate(2026, 1, 1), books.Today, KnownAt: then), CancellationToken.None))
                .Value;

        statement.Ties.Should().BeTrue();
        statement.Funds.Should().ContainSingle().Which.Should()
            .Match<FundStatementFund>(found => found.Inflow == 100 && found.Outflow == 0 && found.Closing == 100);
    }

    [Fact]
    public async Task Run_FundStatementOfAClosedYear_ShowsNoClosingEntries()
    {
        var books = await Books.Open(fixture.Database);
        var fund = await books.AddFund();
        await books.BookGift(fund, 100, new LocalDate(2025, 12, 31));
        var asked = new FundStatementParameters(books.AccountId, new LocalDate(2025, 1, 1), new LocalDate(2025, 12, 31));
        var report = new FundStatementReport(fixture.Database.Reporting);
        var before = (await report.Run(asked, CancellationToken.None)).Value;

        await books.CloseYear(2025);

        (await report.Run(asked, CancellationToken.None)).Value.Should().BeEquivalentTo(before);
    }

    private static async Task Write(Books books, string fund, LocalDate first, Random random)
    {
        books.Clock.Advance(Duration.FromHours(random.Next(0, 30)));
        var date = EndOfMonthNowAndThen(first.PlusDays(random.Next(0, Period.DaysBetween(first, books.Today))), random);
        var draft = random.Next(3) == 0 ? Drafts.Fee(fund, 1, date) : Drafts.Gift(fund, random.Next(1, 1000), date);
        if (date is { Month: 12, Day: 31 } && random.Next(2) == 0) draft = draft with { Adjustment = true };
        // A fee may be more than the fund has; then nothing is written, which is as good.
        _ = await books.Post(draft);
    }

    private static LocalDate EndOfMonthNowAndThen(LocalDate date, Random random) => random.Next(4) switch
    {
        0 => date.With(DateAdjusters.EndOfMonth),
        1 => new LocalDate(date.Year, 12, random.Next(1, 32)),
        _ => date,
    } is var chosen && chosen > new LocalDate(2026, 6, 30) ? new LocalDate(2025, 12, 31) : chosen;

    private static Instant Around(Instant instant, Random random) => instant + Duration.FromTicks(10 * random.Next(-1, 2));

    private static async Task<IReadOnlyList<Line>> Known(Books books)
    {
        await using var db = books.Read();
        return await (
            from posting in db.Postings
            join entry in db.Entries on new { posting.DedicatedAccountId, posting.FiscalYear, posting.Number }
                equals new { entry.DedicatedAccountId, entry.FiscalYear, entry.Number }
            join fund in db.Funds on new { posting.DedicatedAccountId, Id = posting.FundId } equals new { fund.DedicatedAccountId, fund.Id }
            where posting.DedicatedAccountId == books.AccountId
            select new Line(posting, entry.RecordedAt, entry.Period, fund.Code)).AsNoTracking().ToListAsync();
    }

    private static async Task Same(Books books, IReadOnlyList<Line> known, TrialBalanceParameters asked)
    {
        var closing = asked.AsOf?.Year ?? known.Max(line => line.Posting.FiscalYear);
        var expected = known
            .Where(line =>
                (asked.AsOf is not { } date || line.Posting.BookingDate <= date) && (asked.KnownAt is not { } at || line.RecordedAt <= at)
                && (asked.Fund is null || line.Fund == asked.Fund)
                && !(asked.BeforeClosing && line.Period == FiscalYearPeriods.Closing && line.Posting.FiscalYear == closing))
            .GroupBy(line => (line.Posting.LedgerAccountId, line.Posting.FundId))
            .Select(group => (group.Key.LedgerAccountId, group.Key.FundId,
                Debit: group.Sum(line => Math.Max(0, line.Posting.Amount)), Credit: group.Sum(line => Math.Max(0, -line.Posting.Amount))));

        var report = (await new TrialBalanceReport(books.Database.Reporting).Run(asked, CancellationToken.None)).Value;

        report.Rows.Select(row => (row.Account.Id, row.Fund!.Id, row.Debit, row.Credit)).Should()
            .BeEquivalentTo(expected, asked.ToString());
        report.IsBalanced.Should().BeTrue();
    }

    private sealed record Line(StoredPosting Posting, Instant RecordedAt, int Period, string Fund);
}
