using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Isolation;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>A case that its fund cannot pay: who would authorize it reads why not, and is offered no button for it.</summary>
public sealed class ShortOfMoneyTests : IAsyncLifetime
{
    private const string Authorize = "button[data-step=Authorize]";
    private TestDatabase database = null!;
    private Database.Books books = null!;
    private ServedBooks application = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        books = await Database.Books.Open(database);
        application = await ServedBooks.Start(books);
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Authorizing_IsWithheldWhileTheFundFallsShort_AndOfferedWhenMoneyHasCome()
    {
        var fund = await books.AddFundHolding(400);
        var code = await books.DraftDisbursement(fund, 500);
        await books.Move(code, DisbursementTrigger.Submit, await books.AddPerson("requester"));
        await books.Move(code, DisbursementTrigger.Certify, await books.AddPerson("certifier"));
        using var authorizer = await application.SignIn(books, Role.Authorizer);

        var withheld = await HtmlPage.Read(await authorizer.Get($"/disbursements/{code}"));
        withheld.Texts(Authorize).Should().BeEmpty();
        withheld.Texts(".withheld").Single().Should().Contain("400").And.Contain("500");

        await books.BookGift(fund, 100);
        var offered = await HtmlPage.Read(await authorizer.Get($"/disbursements/{code}"));
        offered.Texts(Authorize).Should().ContainSingle();
        offered.Texts(".withheld").Should().BeEmpty();
    }
}
