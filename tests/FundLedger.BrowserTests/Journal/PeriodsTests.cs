using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Journal;

/// <summary>Finance moves periods on a page; others only see where they stand.</summary>
[Collection(Browsing.Name)]
public sealed class PeriodsTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Periods_SoftClosedClosedAndReopened_StandWhereTheyWereMoved()
    {
        var page = await browser.Open("finance", "en");
        await page.Visit("/periods?year=2020");

        await Row(page).GetByRole(AriaRole.Button, new() { Name = "Soft-close" }).ClickAsync();
        await Assertions.Expect(Row(page)).ToContainTextAsync("Soft-closed");
        await Row(page).GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Assertions.Expect(Row(page).Locator(".badge")).ToHaveTextAsync("Closed");
        await Row(page).GetByText("Reopen…").ClickAsync();
        await Row(page).GetByLabel("Reason").FillAsync("a late invoice");
        await Row(page).GetByRole(AriaRole.Button, new() { Name = "Reopen" }).ClickAsync();
        await Assertions.Expect(Row(page).Locator(".badge")).ToHaveTextAsync("Soft-closed");

        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        (await page.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("period 1 is not closed");
        (await page.Faults()).Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Periods_SeenByAnAuditor_HaveNoButtons()
    {
        var page = await browser.Open("auditor", "en");
        await page.Visit("/periods?year=2020");

        (await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).CountAsync()).Should().Be(0);
        await page.Context.CloseAsync();
    }

    private static ILocator Row(IPage page) =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = "Month 1", Exact = true }) });
}
