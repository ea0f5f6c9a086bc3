using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Accounts.Reads;
using NodaTime;

namespace FundLedger.IntegrationTests.Accounts;

public sealed class DashboardTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Years_ThatAreClosed_StillSayWhatCameIn()
    {
        var books = await Database.Books.Open(fixture.Database);
        var fund = await books.AddFund();
        await books.BookGift(fund, 700, new LocalDate(2024, 5, 1));
        await books.BookGift(fund, 300, new LocalDate(2025, 5, 1));
        var before = await Years(books);
        await books.CloseYear(2024);

        (await Years(books)).Should().Equal(before).And.Equal(
            new YearFlow(2024, Contributions: 700, Returns: 0, Other: 0, Grants: 0, Investments: 0),
            new YearFlow(2025, Contributions: 300, Returns: 0, Other: 0, Grants: 0, Investments: 0));
    }

    private static async Task<IReadOnlyList<YearFlow>> Years(Database.Books books)
    {
        var ledger = new AuthorizedLedger(books.Writer, new ServedAccount(books.AccountId, "T", "測試", "Test", Currency.Twd));
        var reader = new AuthorizedReader(books.Database.ReaderOf(books.AccountId), ledger);
        return (await new Dashboard(reader).Read(books.Officer, books.Today, default)).Value.Years;
    }
}
