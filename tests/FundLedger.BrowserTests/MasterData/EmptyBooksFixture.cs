using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.MasterData;

/// <summary>An application on empty books and a browser; the first administrator signs in once in each window.</summary>
public sealed class EmptyBooksFixture : IAsyncLifetime
{
    private DemoApplication? application;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (Chromium.ReasonToSkip is not null) return;
        application = await DemoApplication.ServeEmptyBooks();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Path,
            // Chromium's own sandbox does not work for root, as in a build container.
            Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (application is not null) await application.DisposeAsync();
    }

    public async Task<IPage> SignIn(string language, int width)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = application!.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 844 },
        });
        await context.AddCookiesAsync(
            [new Cookie { Name = "fundledger.language", Value = Uri.EscapeDataString($"c={language}|uic={language}"),
                Url = application.Address.ToString() }]);
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/sign-in");
        await page.Locator("#Name").FillAsync(EmptyBooks.Administrator);
        await page.Locator("#Password").FillAsync(EmptyBooks.Password);
        await page.Locator("main form button").First.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        return page;
    }
}
