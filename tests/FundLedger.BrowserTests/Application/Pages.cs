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

    public static Task Press(this IPage page, string button) =>
        page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    public static Task<string> Heading(this IPage page) =>
        page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).InnerTextAsync();
}
