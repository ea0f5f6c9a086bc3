using System.Net;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.IntegrationTests.Access;
using FundLedger.IntegrationTests.Database;
using FundLedger.IntegrationTests.Isolation;
using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>The page on which an office brings its opening balances, on books that hold nothing yet.</summary>
public sealed class OpeningPageTests : IAsyncLifetime
{
    private const string Address = "/vouchers/opening";
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
    public async Task Opening_FromAFileToTheApproval_ShowsWhatEachFundOpensWithAndBooksIt()
    {
        var fund = await books.AddFund();
        using var finance = await application.SignIn(books, Role.FinanceOfficer);
        (await finance.Read(Address + "?handler=Template")).Should().Contain(OpeningFile.Headings).And.Contain($"1101.01,{fund},,,,");

        var text = $"{OpeningFile.Headings}\r\n1101.01,{fund},\"1,000\",,,\r\n3101,{fund},,1000,,\r\n";
        var uploaded = await Send(finance, "Preview", fund, "", text);
        (await HtmlPage.Read(uploaded)).Texts("#opening-funds tbody td").Should().Equal("1,000", "1,000", "–", "1,000");

        var submitted = await Send(finance, "Submit", fund, text);
        submitted.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var address = submitted.Headers.Location!.ToString();
        using var chief = await application.SignIn(books, Role.ChiefAccountant);
        var approved = await chief.Post(address, ("trigger", "Approve"), ("key", RequestKeys.New()), ("revision", "1"));
        ((int)approved.StatusCode).Should().BeLessThan(400);
        (await books.Available(fund)).Should().Be(1000);
        (await HtmlPage.Read(await Send(finance, "Preview", fund, text))).Messages.Should().Contain(
            message => message.Contains("OpeningAlreadyPrepared", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Opening_WithRowsThatCannotBeBooked_SaysSoBesideEachAndKeepsWhatWasTyped()
    {
        var fund = await books.AddFund();
        using var finance = await application.SignIn(books, Role.FinanceOfficer);
        var text = $"{OpeningFile.Headings}\r\n1101.01,{fund},1000,,,\r\n3101,{fund},,900,,\r\n5201,{fund},1,,,\r\n3101,NONE,,1,,\r\n";
        var page = await HtmlPage.Read(await Send(finance, "Preview", fund, text));
        page.Texts("#opening-rows .field-error").Should().HaveCount(2);
        page.Texts("#opening-funds .field-error").Should().HaveCount(2);
        page.Texts("textarea").Single().Should().Contain("NONE");
        (await HtmlPage.Read(await finance.Get(Address))).Messages.Should().BeEmpty("nothing was kept");

        var empty = await finance.Post(Address + "?handler=Submit", ("BookingDate", ""), ("Balances", ""), ("RequestKey", ""));
        (await HtmlPage.Read(empty)).Messages.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Template_OffersEachFundTheNetAssetsItIsClosedTo()
    {
        var general = await books.AddFund();
        var designated = await books.AddFund(designation: DesignationKind.District);
        using var finance = await application.SignIn(books, Role.FinanceOfficer);

        var template = await finance.Read(Address + "?handler=Template");

        template.Should().Contain($"3101,{general},,,,").And.Contain($"3201,{designated},,,,");
        template.Should().NotContain($"3201,{general}").And.NotContain($"3101,{designated}");
    }

    [Fact]
    public async Task Opening_OfThousandsOfRows_PagesThemBeforeAndAfterItIsSubmitted()
    {
        const int Pairs = 2_500;
        const string Lines = "section[aria-labelledby=facts-heading] tbody th";
        var fund = await books.AddFund();
        using var finance = await application.SignIn(books, Role.FinanceOfficer);
        var text = OpeningFile.Headings + "\r\n" + string.Concat(Enumerable.Range(1, Pairs).Select(number =>
            $"1101.01,{fund},{number},,,\r\n3101,{fund},,{number},,\r\n"));

        var first = await HtmlPage.Read(await Send(finance, "Preview", fund, text));
        first.Texts("#opening-rows tbody tr").Should().HaveCount(200);
        first.Texts("button[form=opening]").Should().Equal("1", "2", "3", "25");
        var last = await HtmlPage.Read(await Send(finance, "Preview&rows=25", fund, text));
        last.Texts("#opening-rows tbody th")[^1].Should().Be("5001");
        last.Texts("textarea").Single().Should().Contain($"{Pairs}", "the rows stay in the form");

        var address = (await Send(finance, "Submit", fund, text)).Headers.Location!.ToString();
        (await HtmlPage.Read(await finance.Get(address))).Texts(Lines).Should().HaveCount(200);
        var end = await HtmlPage.Read(await finance.Get($"{address}?page=25"));
        end.Texts("section[aria-labelledby=facts-heading] td.amount").Should().Contain("2,500");
        end.Texts(".pager .active").Should().Equal("25");
    }

    private static async Task<HttpResponseMessage> Send(
        BrowserlessClient visitor, string handler, string fund, string rows, string? file = null)
    {
        (string, string)[] fields =
        [
            ("RequestKey", RequestKeys.New()), ("BookingDate", "2025-12-31"), ("Description", "期初餘額 " + fund), ("Balances", rows),
        ];
        return file is null
            ? await visitor.Post($"{Address}?handler={handler}", fields)
            : await visitor.Upload($"{Address}?handler={handler}", "Upload", "balances.csv", file, fields);
    }
}
