using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Reports;

/// <summary>What a report or the checks read, however many statements it takes, is the books of one moment.</summary>
public sealed class SnapshotTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    [Fact]
    public async Task Read_WhileOthersWrite_SeesOneMoment()
    {
        var books = await Books.Open(fixture.Database);
        var fund = await books.AddFundHolding(100);

        var (before, after) = await fixture.Database.Reporting.Read(
            async snapshot =>
            {
                var first = await snapshot.Count(
                    "select count(*) from ledger.entry where dedicated_account_id = @account", new { account = books.AccountId });
                await books.BookGift(fund, 50);
                return (first, await snapshot.Count(
                    "select count(*) from ledger.entry where dedicated_account_id = @account", new { account = books.AccountId }));
            },
            CancellationToken.None);

        (before, after).Should().Be((1, 1));
        (await books.Available(fund)).Should().Be(150);
    }
}
