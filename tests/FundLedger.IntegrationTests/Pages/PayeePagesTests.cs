using System.Net;
using FundLedger.Domain.People;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Isolation;
using FundLedger.UseCases;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>A payee's new bank account on the pages: entered, confirmed by another person, and refused where it must be.</summary>
public sealed class PayeePagesTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private Database.Books books = null!;
    private ServedBooks application = null!;
    private string payee = "";

    public async Task InitializeAsync()
    {
        database = await TestDatabase.Create();
        books = await Database.Books.Open(database);
        application = await ServedBooks.Start(books);
        // A draft of a case makes a venture with its operator, and gives it an account.
        await books.DraftDisbursement(await books.AddFund(), 500);
        await using var db = books.Read();
        payee = await db.Parties.Where(party => party.Name == "cooperative").Select(party => party.PublicCode).SingleAsync();
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Change_PreviewedSubmittedAndConfirmed_IsThePayeesAccountFromItsDayOn()
    {
        using var finance = await application.SignIn(books, Role.FinanceOfficer);
        var change = $"/payees/{payee}/change";
        (await HtmlPage.Read(await Send(finance, change, "Preview", "7 777-123"))).Texts("[role=status]").Single()
            .Should().Contain("7 777-123");
        var submitted = await Send(finance, change, "Submit", "7 777-123");
        submitted.Headers.Location!.ToString().Should().Be($"/payees/{payee}?done=Submit");
        (await HtmlPage.Read(await Send(finance, change, "Submit", "8888"))).Messages.Should().Contain(
            message => message.Contains("PayeeAccountChangePending", StringComparison.Ordinal));
        var own = await HtmlPage.Read(await finance.Get($"/payees/{payee}"));
        own.Forms.SelectMany(form => form.Fields).Where(field => field.Name == "trigger").Select(field => field.Value)
            .Should().Equal("Withdraw");

        using var chief = await application.SignIn(books, Role.ChiefAccountant);
        (await HtmlPage.Read(await chief.Get("/payees?pending=true"))).Texts("main table tbody td").Should().Contain("987654321");
        var page = await HtmlPage.Read(await chief.Get($"/payees/{payee}"));
        var confirm = page.Forms.Single(form => form.Fields.Any(field => field.Value == "Confirm"));
        var done = await chief.Post($"/payees/{payee}", [.. confirm.Fields.Select(field => (field.Name, field.Value))]);
        done.StatusCode.Should().Be(HttpStatusCode.Redirect);

        var after = await HtmlPage.Read(await chief.Get($"/payees/{payee}"));
        after.Texts("main table tbody th").Should().HaveCount(2 + 1)
            .And.Contain(text => text.StartsWith("7777123", StringComparison.Ordinal));
        using var auditor = await application.SignIn(books, Role.Auditor);
        (await auditor.Read($"/payees/{payee}")).Should().Contain("•••7123").And.NotContain("7777123");
        (await auditor.Read("/payees?format=csv")).Should().Contain("•••7123").And.NotContain("7777123");
        (await HtmlPage.Read(await auditor.Get("/payees?text=nobody"))).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task Post_WithNothingFilledIn_OrByWhoMayNot_ChangesNothing()
    {
        using var finance = await application.SignIn(books, Role.FinanceOfficer);
        foreach (var handler in new[] { "Preview", "Submit" })
        {
            var empty = await finance.Post(
                $"/payees/{payee}/change?handler={handler}", ("RequestKey", ""), ("BankCode", ""), ("AccountNumber", ""), ("Holder", ""));
            (await HtmlPage.Read(empty)).Messages.Should().NotBeEmpty();
        }

        (await Send(finance, $"/payees/{payee}/change", "Submit", "55555")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        var nothing = await finance.Post($"/payees/{payee}", ("trigger", ""), ("key", ""), ("change", ""));
        (await HtmlPage.Read(nothing)).Messages.Should().NotBeEmpty();
        await using var db = books.Read();
        var code = await db.PayeeAccountChanges.OrderByDescending(row => row.Id).Select(row => row.PublicCode).FirstAsync();
        var own = await finance.Post(
            $"/payees/{payee}", ("trigger", "Confirm"), ("key", RequestKeys.New()), ("change", code), ("revision", "1"));
        own.Headers.Location?.ToString().Should().Contain("denied");
        (await finance.Get("/payees/NOBODY")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await finance.Get("/payees/NOBODY/change")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await db.PayeeBankAccounts.CountAsync()).Should().Be(1);
    }

    private static Task<HttpResponseMessage> Send(BrowserlessClient visitor, string address, string handler, string number) => visitor.Post(
        $"{address}?handler={handler}", ("RequestKey", RequestKeys.New()), ("BankCode", "004-0000"), ("AccountNumber", number),
        ("Holder", "合作社"));
}
