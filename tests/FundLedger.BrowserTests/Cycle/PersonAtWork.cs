using FundLedger.BrowserTests.Application;
using FundLedger.Domain.Disbursements;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Cycle;

/// <summary>What people do at their desks with a disbursement, by the pages alone.</summary>
internal static class PersonAtWork
{
    /// <summary>Drafts a request as a person would: venture, fund, preview, create. Gives the case's code.</summary>
    /// <param name="amount">As typed; null: all the fund has.</param>
    public static async Task<string> Draft(
        this BrowserFixture browser, string venture, string fund, string? amount, Instrument instrument, string purpose,
            string person = "requester")
    {
        var page = await browser.Open(person);
        await page.Draft(venture, fund, amount, instrument, purpose);
        var code = new Uri(page.Url).Segments[^1];
        await page.Context.CloseAsync();
        return code;
    }

    /// <summary>As above, in a window that stays on the new case.</summary>
    public static async Task Draft(this IPage page, string venture, string fund, string? amount, Instrument instrument, string purpose)
    {
        await page.Visit("/disbursements/new");
        await page.Locator("#venture").SelectOptionAsync(new SelectOptionValue { Label = venture });
        var choice = page.Locator("#Form_Fund option", new PageLocatorOptions { HasText = fund });
        await choice.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        amount ??= (await choice.InnerTextAsync()).Split(' ')[^1];
        await page.Locator("#Form_Fund").SelectOptionAsync((await choice.GetAttributeAsync("value"))!);
        await page.Locator("#Form_Amount").FillAsync(amount);
        await page.Locator("#Form_Instrument").SelectOptionAsync(instrument.ToString());
        await page.Locator("#Form_Purpose").FillAsync(purpose);
        await page.Press("預覽");
        await page.Press("建立草稿");
        await page.WaitForURLAsync(url => !url.Contains("/new", StringComparison.Ordinal));
    }

    /// <summary>Takes the step that leads on; the page must say it is done.</summary>
    public static async Task Step(this BrowserFixture browser, string person, string code, DisbursementTrigger trigger)
    {
        var page = await browser.Open(person);
        await page.Visit($"/disbursements/{code}");
        await page.Locator($"button[data-step={trigger}]").ClickAsync();
        await page.ConfirmStep();
        await page.WaitForURLAsync($"**/disbursements/{code}?done={trigger}");
        await page.Context.CloseAsync();
    }

    /// <summary>A step that moves or sets aside money is shown with its postings first, and confirmed.</summary>
    public static async Task ConfirmStep(this IPage page)
    {
        await page.Locator("button[data-confirm], .alert-success, .alert-danger").First.WaitForAsync();
        var confirm = page.Locator("button[data-confirm]");
        if (await confirm.CountAsync() == 0) return;
        (await page.Locator(".confirm-step .preview-table tbody tr").CountAsync()).Should().BeGreaterThan(1, "it shows what is posted");
        await confirm.ClickAsync();
    }

    /// <summary>The state the case's page shows as reached.</summary>
    public static async Task<string> State(this BrowserFixture browser, string code, string person = "auditor")
    {
        var page = await browser.Open(person);
        await page.Visit($"/disbursements/{code}");
        var state = await page.Locator(".steps [aria-current=step]").InnerTextAsync();
        await page.Context.CloseAsync();
        return state.Trim();
    }
}
