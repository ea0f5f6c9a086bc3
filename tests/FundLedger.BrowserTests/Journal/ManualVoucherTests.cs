using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Journal;

[Collection(Browsing.Name)]
public sealed class ManualVoucherTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Voucher_PreviewedAndPosted_CanBeReversedOnce()
    {
        var page = await browser.Open("finance", "en");
        await page.Visit("/journal/new");
        await page.Locator("#Description").FillAsync("Cheque kept in the safe");
        await Line(page, 0, "1112", "DON-GENERAL", debit: "1,200");
        // A row is left out on purpose: empty rows do not count.
        await Line(page, 2, "4101", "DON-GENERAL", credit: "1200");
        await page.Press("Preview");
        (await page.GetByRole(AriaRole.Status).InnerTextAsync()).Should().Contain("nothing has been booked");
        await page.Press("Post");
        await page.WaitForURLAsync("**/journal/2*/*");
        (await page.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("Cheque kept in the safe")
            .And.Contain("Lots this entry opened");

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Reverse", Exact = true }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("It was the cheque of another office");
        await page.Press("Reverse");
        await page.WaitForURLAsync(url => !url.EndsWith("/reverse", StringComparison.Ordinal));
        (await page.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("It was the cheque of another office")
            .And.Contain("Reverses");
        (await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Reverse", Exact = true }).CountAsync()).Should().Be(0);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Voucher_ThatDoesNotBalance_IsRefusedAndStaysAsTyped()
    {
        var page = await browser.Open("finance", "en");
        await page.Visit("/journal/new");
        await page.Locator("#Description").FillAsync("One dollar short");
        await Line(page, 0, "1112", "DON-GENERAL", debit: "1,200");
        await Line(page, 1, "4101", "DON-GENERAL", credit: "1,199");
        await page.Press("Post");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain("DoesNotBalance");
        (await page.Locator("#Rows_1__Credit").InputValueAsync()).Should().Be("1,199");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task EntryOfAWorkflow_ReversedByHand_IsRefused()
    {
        var page = await browser.Open("finance", "en");
        await page.Visit("/journal/2026/1/reverse");
        await page.GetByLabel("Reason").FillAsync("Trying");
        await page.Press("Reverse");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain("EntryBelongsToWorkflow");
        await page.Context.CloseAsync();
    }

    private static async Task Line(IPage page, int row, string account, string fund, string? debit = null, string? credit = null)
    {
        await page.Locator($"#Rows_{row}__Account").SelectOptionAsync(account);
        await page.Locator($"#Rows_{row}__Fund").SelectOptionAsync(fund);
        if (debit is not null) await page.Locator($"#Rows_{row}__Debit").FillAsync(debit);
        if (credit is not null) await page.Locator($"#Rows_{row}__Credit").FillAsync(credit);
    }
}
