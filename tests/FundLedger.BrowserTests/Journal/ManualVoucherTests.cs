using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Journal;

[Collection(Browsing.Name)]
public sealed class ManualVoucherTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Voucher_PreviewedAndSubmitted_IsBookedByAnotherPerson_AndTakenBackByTwo()
    {
        var finance = await browser.Open("finance", "en");
        await finance.Visit("/journal/new");
        await finance.Locator("#Description").FillAsync("Leaflets booked as administration");
        await Line(finance, 0, "5202", "DON-GENERAL", debit: "1,200");
        // A row is left out on purpose: empty rows do not count.
        await Line(finance, 2, "5201", "DON-GENERAL", credit: "1200");
        await finance.Press("Preview");
        (await finance.GetByRole(AriaRole.Status).InnerTextAsync()).Should().Contain("nothing has been booked");
        await finance.Press("Submit for approval");
        await finance.WaitForURLAsync("**/vouchers/*");
        (await finance.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Approve", Exact = true }).CountAsync()).Should().Be(0);
        var voucher = new Uri(finance.Url).AbsolutePath;

        var chief = await browser.Open("chief", "en");
        await chief.Visit("/vouchers");
        await chief.Locator($"a[href='{voucher}']").ClickAsync();
        await chief.Press("Approve");
        await chief.WaitForURLAsync("**done=Approve");
        await chief.Locator("dl.facts a[href^='/journal/']").First.ClickAsync();
        (await chief.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("Leaflets booked as administration").And.Contain("郭主計");
        var entry = new Uri(chief.Url).AbsolutePath;

        await finance.Visit(entry + "/reverse");
        await finance.GetByLabel("Reason").FillAsync("They were posters");
        await finance.Press("Reverse");
        await finance.WaitForURLAsync("**/vouchers/*");
        await chief.Visit(new Uri(finance.Url).AbsolutePath);
        await chief.Press("Approve");
        await chief.WaitForURLAsync("**done=Approve");
        await finance.Visit(entry);
        (await finance.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("Reversed by");
        (await finance.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Reverse", Exact = true }).CountAsync()).Should().Be(0);
        await finance.Context.CloseAsync();
        await chief.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Voucher_ThatDoesNotBalance_IsRefusedAndStaysAsTyped()
    {
        var page = await browser.Open("finance", "en");
        await page.Visit("/journal/new");
        await page.Locator("#Description").FillAsync("One dollar short");
        await Line(page, 0, "5202", "DON-GENERAL", debit: "1,200");
        await Line(page, 1, "5201", "DON-GENERAL", credit: "1,199");
        await page.Press("Preview");
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
