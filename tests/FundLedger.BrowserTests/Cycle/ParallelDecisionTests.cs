using FundLedger.BrowserTests.Application;
using FundLedger.Domain.Disbursements;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Cycle;

/// <summary>A decision is taken once, however many windows it is clicked in.</summary>
[Collection(Browsing.Name)]
public sealed class ParallelDecisionTests(BrowserFixture browser)
{
    private const int Windows = 32;

    [BrowserFact]
    public async Task Authorize_ClickedInThirtyTwoWindowsAtOnce_AuthorizesOnce()
    {
        var code = await browser.Draft("好農友", "捐贈－未指定用途", "32,000", Instrument.Grant, "三十二個視窗");
        await browser.Step("requester", code, DisbursementTrigger.Submit);
        await browser.Step("certifier", code, DisbursementTrigger.Certify);

        var first = await browser.Open("authorizer");
        first.Context.SetDefaultTimeout(180_000);
        var windows = new List<IPage> { first };
        while (windows.Count < Windows) windows.Add(await first.Context.NewPageAsync());
        foreach (var window in windows) await window.Visit($"/disbursements/{code}");
        foreach (var window in windows) await window.Locator("button[data-step=Authorize]").ClickAsync();
        await Task.WhenAll(windows.Select(window => window.Locator("button[data-confirm=Authorize]").ClickAsync()));
        var outcomes = await Task.WhenAll(windows.Select(Outcome));

        outcomes.Count(outcome => outcome == "done").Should().Be(1);
        outcomes.Count(outcome => outcome == "refused").Should().Be(Windows - 1);
        await first.Visit($"/disbursements/{code}");
        (await first.Locator("section[aria-labelledby=history-heading] tbody tr").CountAsync()).Should()
            .Be(4, "submit, certify, authorize, encumber");
        (await first.Locator("tbody.entry").CountAsync()).Should().Be(1, "the money is set aside once");
        await first.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Submit_ClickedTwiceInOneWindow_IsTakenOnceAndNotRefused()
    {
        var page = await browser.Open("requester");
        await page.Draft("好農友", "捐贈－未指定用途", "3,200", Instrument.Grant, "點兩下");
        await page.Locator("button[data-step=Submit]").DblClickAsync();
        await page.WaitForURLAsync("**?done=Submit");
        (await page.Locator("section[aria-labelledby=history-heading] tbody tr").CountAsync()).Should().Be(1);
        await page.Context.CloseAsync();
    }

    private static async Task<string> Outcome(IPage window)
    {
        await window.Locator(".alert-success, .alert-danger").First.WaitForAsync();
        if (await window.Locator(".alert-success").CountAsync() > 0) return "done";
        var code = await window.Locator(".refusal-code code").InnerTextAsync();
        return code is "DisbursementChanged" or "StepNotPermitted" ? "refused" : code;
    }
}
