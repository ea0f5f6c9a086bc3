using FundLedger.BrowserTests.Application;

namespace FundLedger.BrowserTests;

/// <summary>What holds for every page, in both languages, with the demo's data.</summary>
[Collection(Browsing.Name)]
public sealed class EveryPageTests(BrowserFixture browser)
{
    private static readonly (string Person, string Address)[] Pages =
    [
        ("finance", "/"),
        ("finance", "/contributions"),
        ("finance", "/contributions/new"),
        ("finance", "/contributions/new?kind=Allocation"),
        ("finance", "/contributions/payers/new"),
        ("finance", "/funds"),
        ("finance", "/journal"),
        ("finance", "/journal/2026/1"),
        ("finance", "/journal/2026/1/reverse"),
        ("finance", "/journal/new"),
        ("finance", "/reports/trial-balance"),
        ("finance", "/reports/fund-statement"),
        ("finance", "/periods?year=2026"),
        ("auditor", "/periods"),
        ("auditor", "/checks"),
        ("auditor", "/jobs"),
        ("finance", "/jobs?outcome=Failed"),
        ("authorizer", "/disbursements"),
        ("authorizer", "/disbursements?state=Certified&sort=-amount"),
        ("requester", "/disbursements/new"),
        ("cashier", "/disbursements/payment-files"),
        ("finance", "/bank"),
        ("finance", "/bank/import"),
        ("reconciler", "/bank/lines?state=Unidentified"),
        ("reconciler", "/bank/reconciliations"),
        ("finance", "/returns"),
        ("finance", "/returns/agreements/new"),
        ("company1", "/contributions"),
    ];

    public static TheoryData<string, string, string> PagesInBothLanguages()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (person, address) in Pages)
        {
            data.Add(person, address, "zh-TW");
            data.Add(person, address, "en");
        }

        return data;
    }

    [BrowserTheory]
    [MemberData(nameof(PagesInBothLanguages))]
    public async Task Page_OpenedByWhoMaySeeIt_IsAccessibleAndQuiet(string person, string address, string language)
    {
        var page = await browser.Open(person, language);
        var complaints = await page.Visit(address);
        (await page.Locator("html").GetAttributeAsync("lang")).Should().Be(language == "en" ? "en" : "zh-Hant-TW");
        (await page.Faults()).Should().BeEmpty();
        complaints.Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("company1", "/")]
    [InlineData("company1", "/journal")]
    [InlineData("company1", "/contributions/new")]
    [InlineData("company1", "/contributions/0000000000000000/redesignate")]
    [InlineData("requester", "/contributions")]
    [InlineData("auditor", "/journal/new")]
    [InlineData("requester", "/checks")]
    [InlineData("requester", "/jobs")]
    [InlineData("company1", "/disbursements")]
    [InlineData("company1", "/disbursements/new")]
    [InlineData("company1", "/disbursements/payment-files")]
    [InlineData("company1", "/bank")]
    [InlineData("company1", "/bank/lines")]
    [InlineData("company1", "/returns")]
    [InlineData("auditor", "/disbursements/payment-files")]
    [InlineData("auditor", "/bank/import")]
    [InlineData("auditor", "/returns/agreements/new")]
    public async Task Page_OpenedByWhoMayNotSeeIt_IsForbidden(string person, string address)
    {
        var page = await browser.Open(person);
        await page.Visit(address, status: 403);
        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("/contributions/0000000000000000")]
    [InlineData("/journal/2026/999999")]
    [InlineData("/disbursements/0000000000000000")]
    [InlineData("/bank/lines/999999999")]
    [InlineData("/returns/0000000000000000")]
    [InlineData("/contributions/0000000000000000/cancel")]
    [InlineData("/contributions/0000000000000000/redesignate")]
    public async Task Page_OfAnUnknownDocument_IsNotFound(string address)
    {
        var page = await browser.Open("finance");
        await page.Visit(address, status: 404);
        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("/reports/trial-balance?asOf=115/2/30")]
    [InlineData("/journal?from=yesterday")]
    [InlineData("/contributions?from=%E5%8D%81&page=-4&sort=nonsense&kind=9")]
    [InlineData("/reports/fund-statement?fund=NOBODYS")]
    [InlineData("/journal?page=99999")]
    [InlineData("/disbursements?page=2147483647&state=Nowhere&sort=nonsense&age=-1")]
    [InlineData("/bank/lines?from=115/2/30&least=much&page=-3&state=7")]
    [InlineData("/returns?page=99999&state=None&overdue=perhaps")]
    public async Task Filter_ThatMakesNoSense_IsAnsweredOnThePage(string address)
    {
        var page = await browser.Open("finance");
        await page.Visit(address);
        (await page.Heading()).Should().NotBeEmpty();
        await page.Context.CloseAsync();
    }
}
