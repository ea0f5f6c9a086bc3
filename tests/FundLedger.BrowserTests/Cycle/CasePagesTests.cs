using FundLedger.BrowserTests.Application;

namespace FundLedger.BrowserTests.Cycle;

/// <summary>Pages of single documents, found by following the lists' links.</summary>
[Collection(Reading.Name)]
public sealed class CasePagesTests(BrowserFixture browser)
{
    public static TheoryData<string, string, string> ListsInBothLanguages()
    {
        (string Person, string List)[] lists =
        [
            ("requester", "/disbursements?state=Draft"),
            ("certifier", "/disbursements?state=Submitted"),
            ("authorizer", "/disbursements?state=Certified"),
            ("cashier", "/disbursements?state=Encumbered"),
            ("auditor", "/disbursements?state=Released"),
            ("finance", "/disbursements?state=Paid"),
            ("auditor", "/disbursements?state=Rejected"),
            ("finance", "/bank/lines?state=Unidentified"),
            ("auditor", "/bank/lines?state=Matched"),
            ("finance", "/returns?state=AwaitingReport"),
            ("finance", "/returns?state=Received"),
        ];
        var data = new TheoryData<string, string, string>();
        foreach (var (person, list) in lists)
        {
            data.Add(person, list, "zh-TW");
            data.Add(person, list, "en");
        }

        return data;
    }

    [BrowserTheory]
    [MemberData(nameof(ListsInBothLanguages))]
    public async Task Document_OpenedFromItsList_IsAccessibleAndQuiet(string person, string list, string language)
    {
        var page = await browser.Open(person, language);
        await page.Visit(list);
        var link = page.Locator("table").Last.Locator("tbody th a").First;
        var complaints = await page.Visit((await link.GetAttributeAsync("href"))!);
        (await page.Faults()).Should().BeEmpty();
        complaints.Should().BeEmpty();
        (await page.Locator("nav ol.breadcrumb").CountAsync()).Should().Be(1);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task List_OfAnAuthorizer_BeginsWithWhatWaitsForThem()
    {
        var page = await browser.Open("authorizer");
        await page.Visit("/disbursements");
        var turns = await page.Locator("tbody tr").EvaluateAllAsync<bool[]>("rows => rows.map(row => row.classList.contains('my-turn'))");
        turns.Should().Contain(true).And.BeInDescendingOrder();
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task PayeeAccount_OfACase_IsWholeOnlyForTheCashier()
    {
        (await Account("authorizer")).Should().MatchRegex("•+[0-9]{4}$");
        (await Account("cashier")).Should().MatchRegex("– [0-9]{8,}$");
    }

    [BrowserTheory]
    [InlineData("/disbursements", "disbursements")]
    [InlineData("/bank/lines", "statement-lines")]
    [InlineData("/returns", "expected-returns")]
    public async Task List_Exported_HoldsEveryRow(string list, string name)
    {
        var page = await browser.Open("finance", "en");
        await page.Visit(list);
        var rows = (await page.Locator(".pager p").InnerTextAsync()).Split(' ')[^1];
        foreach (var format in new[] { "csv", "json" })
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.Locator($"a[href*='format={format}']").ClickAsync());
            file.SuggestedFilename.Should().Be($"{name}.{format}");
            var text = await File.ReadAllTextAsync(await file.PathAsync());
            var found = format == "json"
                ? System.Text.Json.JsonDocument.Parse(text).RootElement.GetArrayLength()
                : text.TrimEnd().Split("\r\n").Length - 1;
            found.ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be(rows);
        }

        await page.Context.CloseAsync();
    }

    private async Task<string> Account(string person)
    {
        var page = await browser.Open(person);
        await page.Visit("/disbursements?state=Released");
        await page.Visit((await page.Locator("tbody th a").First.GetAttributeAsync("href"))!);
        var account = await page.Locator("dt:text-is('受款帳戶') + dd > .figure").InnerTextAsync();
        await page.Context.CloseAsync();
        return account.Trim();
    }
}
