using FundLedger.Domain.Ledger;
using FundLedger.IntegrationTests.Database;

namespace FundLedger.IntegrationTests.Ledger;

public sealed class PostingTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly Books books = fixture.Books;

    [Fact]
    public async Task Post_Gift_RaisesAvailableMoneyAndOpensOneLot()
    {
        var fund = await books.AddFund();

        await books.BookGift(fund, 1_000_000);

        (await books.Available(fund)).Should().Be(1_000_000);
        var lot = (await books.Lots(fund)).Should().ContainSingle().Subject;
        (lot.Amount, lot.Remaining, lot.Kind).Should().Be((1_000_000, 1_000_000, LotKind.Manual));
    }

    [Fact]
    public async Task Post_MoreThanAvailable_IsRefused()
    {
        var fund = await books.AddFundHolding(100);

        var spent = await books.Spend(fund, 101);

        spent.RefusalCode().Should().Be(nameof(LedgerRefusals.InsufficientAvailable));
        (await books.Available(fund)).Should().Be(100);
    }
}
