using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Database;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Contributions;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Contributions;

public sealed class PayerTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private Database.Books Books => fixture.Books;

    private AddPayer Add => new(new AuthorizedLedger(Books.Writer, new ServedAccount(Books.AccountId, "T", "測試", "Test", Currency.Twd)));

    [Fact]
    public async Task AddPayer_SentTwice_AddsOne()
    {
        var request = new PayerRequest(Database.Books.Unique("web"), PartyKind.Company, " 大肚車床 ", "22099131");
        var first = await Add.Run(request, Books.Officer, default);
        var second = await Add.Run(request, Books.Officer, default);
        second.Value.Should().Be(first.Value);
        await using var db = Books.Read();
        (await db.Parties.Where(party => party.DedicatedAccountId == Books.AccountId && party.UnifiedBusinessNumber == "22099131")
            .Select(party => party.Name).ToListAsync())
            .Should().Equal("大肚車床");
    }

    [Fact]
    public async Task AddPayer_WithANumberSomebodyHas_NamesTheHolder()
    {
        await Add.Run(new PayerRequest(Database.Books.Unique("web"), PartyKind.Company, "持有者", "04595257"), Books.Officer, default);
        var refused = await Add.Run(
            new PayerRequest(Database.Books.Unique("web"), PartyKind.Company, "後到者", "04595257"), Books.Officer, default);
        refused.Refusal.Should().Be(PartyRefusals.BusinessNumberTaken("04595257", "持有者"));
    }
}
