using System.Net;
using FundLedger.IntegrationTests.Access;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>Every party, venture, proposal, programme and fund has a page, and one field finds them all.</summary>
[Collection(PagesCollection.Name)]
public sealed class DetailPageTests(PagesFixture pages)
{
    [Fact]
    public async Task Fund_ShowsItsMoneyAndTheLotsThatMakeItUp()
    {
        using var finance = await pages.Open("finance");
        var page = await HtmlPage.Read(await finance.Get("/funds/DON-GENERAL"));
        page.Heading.Should().Be("捐贈－未指定用途");
        var spendable = await Ask<long>("""
            SELECT balance.spendable FROM ledger.fund_balance balance
            JOIN ledger.fund fund ON fund.dedicated_account_id = balance.dedicated_account_id AND fund.id = balance.fund_id
            WHERE fund.code = 'DON-GENERAL'
            """);
        page.Figures("dl.facts data")[0].Should().Be(spendable);
        // Encumbered and remaining of every lot come to what can be spent.
        (page.Figures("table tbody td:nth-child(5) data").Sum() + page.Figures("table tbody td:nth-child(6) data").Sum())
            .Should().BeGreaterThanOrEqualTo(spendable);
        page.Links("main a[href^='/disbursements/']").Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("company1", "/funds/DON-GENERAL")]
    [InlineData("company1", "/parties/0000000000000000")]
    [InlineData("requester", "/parties/0000000000000000")]
    public async Task Page_OfWhatThePersonMayNotSee_IsForbidden(string person, string address)
    {
        using var visitor = await pages.Open(person);
        (await visitor.Get(address)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/funds/NONE")]
    [InlineData("/ventures/0000000000000000")]
    [InlineData("/proposals/0000000000000000")]
    [InlineData("/programmes/NONE")]
    [InlineData("/parties/0000000000000000")]
    public async Task Page_OfNothing_IsNotFound(string address)
    {
        using var auditor = await pages.Open("auditor");
        (await auditor.Get(address)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Search_FindsByNameNumberReferenceAndEntry()
    {
        using var finance = await pages.Open("finance");
        var name = await Ask<string>("SELECT name FROM ledger.venture WHERE id = (SELECT MIN(id) FROM ledger.venture)");
        (await Found(finance, name)).Should().Contain(address => address.StartsWith("/ventures/", StringComparison.Ordinal));
        (await Found(finance, "捐贈")).Should().Contain(address => address.StartsWith("/funds/", StringComparison.Ordinal));
        var number = await Ask<string>("SELECT MIN(unified_business_number) FROM ledger.party");
        (await Found(finance, number)).Should().Contain(address => address.StartsWith("/parties/", StringComparison.Ordinal));
        (await finance.Get("/search?q=2026/1")).Headers.Location!.OriginalString.Should().Be("/journal/2026/1");
        var reference = await Ask<string>("SELECT MIN(payment_reference) FROM ledger.contribution");
        (await finance.Get($"/search?q={reference}")).Headers.Location!.OriginalString.Should().StartWith("/contributions/");
        (await HtmlPage.Read(await finance.Get("/search?q=%E6%B2%92%E6%9C%89%E9%80%99%E5%80%8B"))).IsEmpty.Should().BeTrue();
        (await finance.Get("/search?q=")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Search_OfACompany_FindsItsOwnGiftsOnly()
    {
        using var company = await pages.Open("company1");
        var addresses = await Found(company, "捐贈");
        addresses.Should().NotBeEmpty().And.OnlyContain(address => address.StartsWith("/contributions/", StringComparison.Ordinal));
        foreach (var address in addresses) (await company.Get(address)).StatusCode.Should().Be(HttpStatusCode.OK, "of {0}", address);
        var other = await Ask<string>("SELECT name FROM ledger.party WHERE name LIKE '紅磚%'");
        (await HtmlPage.Read(await company.Get($"/search?q={Uri.EscapeDataString(other)}"))).IsEmpty.Should().BeTrue();
    }

    private static async Task<IReadOnlyList<string>> Found(BrowserlessClient visitor, string text) =>
        (await HtmlPage.Read(await visitor.Get($"/search?q={Uri.EscapeDataString(text)}"))).Links(".found a");

    private Task<T> Ask<T>(string sql) => pages.Database.Ask<T>(pages.Database.Administrator, sql);
}
