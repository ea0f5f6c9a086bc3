using FundLedger.BrowserTests.People;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Application;

/// <summary>Everyday acts on a page, named as what people do.</summary>
internal static class Pages
{
    /// <summary>Opens an address and expects the status; collects what the browser complains about.</summary>
    public static async Task<IReadOnlyList<string>> Visit(this IPage page, string address, int status = 200)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        var answer = await page.GotoAsync(address);
        answer!.Status.Should().Be(status, because: "of {0}", address);
        return complaints;
    }

    /// <summary>The language of the pages that follow.</summary>
    public static Task Speak(this IBrowserContext context, Uri address, string language) => context.AddCookiesAsync(
    [
        new Cookie
        {
            Name = "fundledger.language",
            Value = Uri.EscapeDataString($"c={language}|uic={language}"),
            Url = address.ToString(),
        },
    ]);

    public static Task Press(this IPage page, string button) =>
        page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    /// <summary>Fills the fields of one row of master data, whichever way each is chosen.</summary>
    public static async Task FillCells(this IPage page, params (string Column, string Value)[] cells)
    {
        foreach (var (column, value) in cells)
        {
            var field = page.Locator($"#cell-{column}");
            if (await field.EvaluateAsync<string>("element => element.tagName") == "SELECT") await field.SelectOptionAsync(value);
            else await field.FillAsync(value);
        }
    }

    /// <summary>Sets up the second factor as an authenticator app would, and goes on.</summary>
    public static async Task EnrolSecondFactor(this IPage page)
    {
        var key = (await page.Locator(".secret-key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#Code", OneTimeCode.Now(key));
        await page.Locator("main form button").ClickAsync();
        await page.Locator("main a.btn-primary").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/second-factor", StringComparison.Ordinal));
    }

    public static Task<string> Heading(this IPage page) =>
        page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).InnerTextAsync();
}
