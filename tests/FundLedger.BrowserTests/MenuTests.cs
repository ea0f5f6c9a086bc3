using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests;

/// <summary>The longest menu: grouped, on one line, and open to the keyboard and without script.</summary>
[Collection(Reading.Name)]
public sealed class MenuTests(BrowserFixture browser)
{
    private const string Parts = ".main-navigation > ul > li";

    [BrowserTheory]
    [InlineData("zh-TW", 1280)]
    [InlineData("en", 1280)]
    [InlineData("zh-TW", 390)]
    public async Task Menu_OfTheAuditor_StandsOnOneLine(string language, int width)
    {
        var page = await browser.Open("auditor", language);
        await page.SetViewportSizeAsync(width, 900);
        await page.Visit("/");
        var tops = await page.Locator(Parts).EvaluateAllAsync<double[]>("parts => parts.map(part => part.getBoundingClientRect().top)");
        tops.Should().HaveCount(7);
        tops.Distinct().Should().ContainSingle();
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).Should().BeLessThanOrEqualTo(0);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Menu_ByKeyboard_OpensGoesThereAndClosesByEscape()
    {
        var page = await browser.Open("auditor", "en");
        await page.Visit("/");
        var reports = page.Locator(".main-navigation summary", new PageLocatorOptions { HasText = "Reports" });
        var ledger = page.Locator(".main-navigation a", new PageLocatorOptions { HasText = "General ledger" });
        (await ledger.IsVisibleAsync()).Should().BeFalse();
        await reports.PressAsync("Enter");
        (await ledger.IsVisibleAsync()).Should().BeTrue();
        (await page.Faults()).Should().BeEmpty();
        await page.Keyboard.PressAsync("Escape");
        (await ledger.IsVisibleAsync()).Should().BeFalse();
        await reports.PressAsync("Enter");
        await ledger.PressAsync("Enter");
        await page.WaitForURLAsync("**/reports/general-ledger");
        (await reports.GetAttributeAsync("aria-current")).Should().Be("true");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Menu_WithoutScript_OpensTheSamePages()
    {
        var page = await browser.Open("auditor", "en", script: false);
        await page.Visit("/");
        await page.Locator(".main-navigation summary", new PageLocatorOptions { HasText = "Books" }).ClickAsync();
        await page.Locator(".main-navigation a", new PageLocatorOptions { HasText = "Periods" }).ClickAsync();
        await page.WaitForURLAsync("**/periods");
        await page.Context.CloseAsync();
    }

    /// <summary>Repeated on every page by the browser itself: the style sheet says so to it.</summary>
    [BrowserFact]
    public async Task Report_OnPaper_HasItsFactsAndNoChrome()
    {
        var page = await browser.Open("auditor", "en");
        await page.Visit("/reports/general-ledger?account=1101.01");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await page.Locator(".print-facts").InnerTextAsync()).Should().Contain("All funds").And.Contain("New Taiwan dollars");
        (await page.Locator(".print-signatures p").First.IsVisibleAsync()).Should().BeTrue();
        foreach (var chrome in new[] { ".masthead", "main form", ".pager", ".page-actions", ".site-footer" })
            (await page.Locator(chrome).First.IsVisibleAsync()).Should().BeFalse("of {0}", chrome);
        await page.Context.CloseAsync();
    }
}
