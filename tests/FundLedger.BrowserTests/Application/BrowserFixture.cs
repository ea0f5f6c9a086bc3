using System.Collections.Concurrent;
using FundLedger.Domain.People;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Application;

/// <summary>One demo application and one browser for all tests of the collection.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IPage> readers = new(StringComparer.Ordinal);
    private DemoApplication? application;
    private IPlaywright? playwright;
    private IBrowser? browser;

    private DemoAddresses? addresses;

    private IBrowser Browser => browser ?? throw new InvalidOperationException("The browser has not been started.");

    public Uri Address => application?.Address ?? throw new InvalidOperationException("The application has not been started.");

    public async Task InitializeAsync()
    {
        // Skipped tests start nothing.
        if (Chromium.ReasonToSkip is not null) return;
        application = await DemoApplication.Start();
        addresses = await application.Addresses();
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

    /// <summary>A fresh window of a demo person, or of somebody who is not signed in.</summary>
    /// <param name="language"><c>zh-TW</c> or <c>en</c>.</param>
    public async Task<IPage> Open(string? person, string language = "zh-TW", bool script = true)
    {
        var state = person is null ? null : await sessions.GetOrAdd(person, name => new Lazy<Task<string>>(() => SignIn(name))).Value;
        return await OpenAt(Address, state, language, script);
    }

    /// <summary>A fresh window of nobody in particular, at another application.</summary>
    public Task<IPage> OpenAt(Uri address, string language) => OpenAt(address, null, language, script: true);

    /// <summary>
    /// The window in which a person reads one page after another; it stays open, for a new window costs more than most pages. It is
    /// for tests that change nothing and leave no dialog open; at the usual width of a desk.
    /// </summary>
    public async Task<IPage> Read(string? person, string language)
    {
        var name = person ?? "";
        if (!readers.TryGetValue(name, out var page))
        {
            var state = person is null ? null : await SignIn(person);
            readers[name] = page = await OpenAt(Address, state, language, script: true);
        }

        await page.Context.Speak(Address, language);
        return page;
    }

    private async Task<IPage> OpenAt(Uri address, string? state, string language, bool script)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            StorageState = state,
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        });
        await context.Speak(address, language);
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    /// <summary>A window of a person who has signed in just now, with the roles of this moment.</summary>
    public Task<IPage> OpenSignedInAnew(string person)
    {
        sessions.TryRemove(person, out _);
        return Open(person);
    }

    /// <summary>Closes a person's window and keeps the session it ended with: a page may have renewed it and ended the old one.</summary>
    public async Task Close(IPage page, string? person)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (person is not null)
        {
            var state = await page.Context.StorageStateAsync();
            sessions[person] = new Lazy<Task<string>>(Task.FromResult(state));
        }

        await page.Context.CloseAsync();
    }

    /// <summary>An address of the page with the demo's data.</summary>
    public string AddressOf(PageRoute page) =>
        addresses?.Of(page)[0] ?? throw new InvalidOperationException("The application has not been started.");

    /// <summary>Gives a person one more role from today on, as an administrator of the books would.</summary>
    public Task GiveRole(string person, Role role) =>
        application?.GiveRole(person, role) ?? throw new InvalidOperationException("The application has not been started.");

    /// <summary>Signs a demo person in once; further windows share the session, for sign-ins are limited per minute.</summary>
    private async Task<string> SignIn(string person)
    {
        await using var context = await Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/sign-in");
        await page.Locator("tr", new PageLocatorOptions { Has = page.Locator($"code:text-is('{person}')") }).GetByRole(AriaRole.Button)
            .ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        return await context.StorageStateAsync();
    }
}

/// <summary>Tests in which people do something: they share a fixture and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class Browsing : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browsing";
}

/// <summary>Tests that only look at pages: beside the others, with a demo of their own in which nobody does anything.</summary>
[CollectionDefinition(Name)]
public sealed class Reading : ICollectionFixture<BrowserFixture>
{
    public const string Name = "reading";
}
