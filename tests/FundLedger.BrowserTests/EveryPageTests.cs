using FundLedger.BrowserTests.Application;

namespace FundLedger.BrowserTests;

/// <summary>What holds for every page, in both languages, with the demo's data.</summary>
[Collection(Reading.Name)]
public sealed class EveryPageTests(BrowserFixture browser)
{
    /// <summary>States of pages that look different from the page as it is opened.</summary>
    private static readonly (string Person, string Address)[] OtherStates =
    [
        ("finance", "/contributions/new?kind=Allocation"),
        ("finance", "/periods?year=2026"),
        ("finance", "/jobs?outcome=Failed"),
        ("authorizer", "/disbursements?state=Certified&sort=-amount"),
        ("reconciler", "/bank/lines?state=Unidentified"),
        ("company1", "/contributions"),
        ("admin2", "/access-changes?state=Requested"),
        ("admin", "/people?state=Invited"),
        ("auditor", "/people?text=nobody-at-all"),
    ];

    /// <summary>Pages that show nothing when they are opened by themselves.</summary>
    private static readonly string[] ShownOtherwise =
        ["/error/{code:int}", "/account/language", "/account/sign-out", "/account/start", "/account/second-factor", "/setup"];

    private static readonly Dictionary<string, PageRoute> Routes = ApplicationRoutes.All.ToDictionary(
        page => page.Route, StringComparer.Ordinal);

    public static TheoryData<string, string> RoutesInBothLanguages() => InBothLanguages(Routes.Keys.Except(ShownOtherwise));

    public static TheoryData<string, string, string> OtherStatesInBothLanguages()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (person, address) in OtherStates)
        {
            data.Add(person, address, "zh-TW");
            data.Add(person, address, "en");
        }

        return data;
    }

    [BrowserTheory]
    [MemberData(nameof(RoutesInBothLanguages))]
    public Task Page_OpenedByWhoMaySeeIt_IsAccessibleAndQuiet(string route, string language) =>
        IsAccessibleAndQuiet(Routes[route].Person, browser.AddressOf(Routes[route]), language);

    [BrowserTheory]
    [MemberData(nameof(OtherStatesInBothLanguages))]
    public Task Page_InAnotherState_IsAccessibleAndQuiet(string person, string address, string language) =>
        IsAccessibleAndQuiet(person, address, language);

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
    [InlineData("finance", "/people")]
    [InlineData("auditor", "/people/new")]
    [InlineData("auditor", "/administration")]
    [InlineData("admin", "/")]
    public async Task Page_OpenedByWhoMayNotSeeIt_IsForbidden(string person, string address)
    {
        var page = await browser.Read(person, "zh-TW");
        await page.Visit(address, status: 403);
    }

    [BrowserTheory]
    [InlineData("/contributions/0000000000000000")]
    [InlineData("/journal/2026/999999")]
    [InlineData("/disbursements/0000000000000000")]
    [InlineData("/bank/lines/999999999")]
    [InlineData("/returns/0000000000000000")]
    [InlineData("/contributions/0000000000000000/cancel")]
    [InlineData("/contributions/0000000000000000/redesignate")]
    [InlineData("/setup")]
    public async Task Page_OfAnUnknownDocument_IsNotFound(string address)
    {
        var page = await browser.Read("finance", "zh-TW");
        await page.Visit(address, status: 404);
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
        var page = await browser.Read("finance", "zh-TW");
        await page.Visit(address);
        (await page.Heading()).Should().NotBeEmpty();
    }

    private async Task IsAccessibleAndQuiet(string? person, string address, string language)
    {
        var page = await browser.Read(person, language);
        var complaints = await page.Visit(address);
        new Uri(page.Url).PathAndQuery.Should().Be(address, "nobody was sent elsewhere, to sign in for instance");
        (await page.Locator("html").GetAttributeAsync("lang")).Should().Be(language == "en" ? "en" : "zh-Hant-TW");
        (await page.Faults()).Should().BeEmpty();
        complaints.Should().BeEmpty();
    }

    private static TheoryData<string, string> InBothLanguages(IEnumerable<string> routes)
    {
        var data = new TheoryData<string, string>();
        foreach (var route in routes)
        {
            data.Add(route, "zh-TW");
            data.Add(route, "en");
        }

        return data;
    }
}
