using System.Globalization;
using System.Text.Json;
using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Contributions;

/// <summary>A gift's money moves to another designation on its page, with the donor's consent.</summary>
[Collection(Browsing.Name)]
public sealed class RedesignateGiftTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Redesignating_PartOfAGiftInAHurry_BooksOnceAndShowsOnItsPageAsMovedNotUsed()
    {
        var page = await browser.Open("finance");
        var gift = await Form(page, "同意函 115-7 號，董事長簽署");
        var remaining = await Remaining(page);
        await page.Locator("#Amount").FillAsync("1,000");
        await page.Press("預覽");
        (await page.Locator(".preview-table tbody tr").CountAsync()).Should().Be(4, "it leaves one fund and comes into another");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "變更指定用途", Exact = true }).DblClickAsync();
        await page.WaitForURLAsync("**/contributions/*?redesignated=true");

        (await page.GetByRole(AriaRole.Status).InnerTextAsync()).Should().Contain("已變更指定用途");
        (await Changes(page, "115-7").CountAsync()).Should().Be(1);
        (await Changes(page, "115-7").Locator("td.amount").InnerTextAsync()).Should().Be("1,000");
        (await page.Locator(".trail tbody tr", new PageLocatorOptions { HasText = "115-7" }).CountAsync()).Should()
            .Be(0, "what moved is not used yet");
        var shown = new Uri(page.Url).AbsolutePath;
        await Changes(page, "115-7").Locator("a[href^='/journal/']").ClickAsync();
        (await page.Locator("dl.facts a[href^='/contributions/']").GetAttributeAsync("href")).Should()
            .Be(shown, "the entry leads back to its gift");
        (await page.Faults()).Should().BeEmpty();
        await page.Visit(gift);
        (await Remaining(page)).Should().Be(remaining - 1_000);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Amount_BeyondWhatIsLeft_IsRefusedBesideItsFieldAndBooksNothing()
    {
        var page = await browser.Open("finance");
        var gift = await Form(page, "超過餘額之同意函");
        var tooMuch = (await Remaining(page) + 1).ToString("#,##0", CultureInfo.InvariantCulture);
        await page.Locator("#Amount").FillAsync(tooMuch);
        await page.Press("預覽");

        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().MatchRegex("LotTooSmall|InsufficientAvailable");
        (await page.Locator("[data-valmsg-for=Amount]").InnerTextAsync()).Should().Contain(tooMuch);
        (await page.Locator("#Amount").InputValueAsync()).Should().Be(tooMuch);
        (await page.GetByLabel("捐助者同意").InputValueAsync()).Should().Be("超過餘額之同意函");
        (await page.Faults()).Should().BeEmpty();
        await page.Visit(gift.Split("/redesignate")[0]);
        (await Changes(page, "超過餘額").CountAsync()).Should().Be(0);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Consent_OfADayToCome_IsRefusedBesideItsField()
    {
        var page = await browser.Open("finance");
        await Form(page, "尚未取得的同意函");
        await page.Locator("#ConsentedOn").FillAsync("200/1/1");
        await page.Press("預覽");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain("ConsentDateNotPossible");
        (await page.Locator("[data-valmsg-for=ConsentedOn]").InnerTextAsync()).Should().NotBeEmpty();
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Gift_NotReceivedYet_OffersNothingToMove()
    {
        var page = await browser.Open("finance");
        var gift = (await Gifts(page, "Expected"))[0];
        await page.Visit(gift);
        (await Link(page).CountAsync()).Should().Be(0);
        await page.Visit(gift + "/redesignate");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain("RedesignationBeforeReceipt");
        (await page.Locator(".empty-title").CountAsync()).Should().Be(1);
        (await page.Locator("main form").CountAsync()).Should().Be(0);
        (await page.Faults()).Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("company1")]
    [InlineData("auditor")]
    public async Task Gift_SeenByWhoDoesNotBook_IsNotOfferedForAnotherDesignation(string person)
    {
        var page = await browser.Open(person);
        foreach (var gift in (await Gifts(page, "Received")).Take(3))
        {
            await page.Visit(gift);
            (await Link(page).CountAsync()).Should().Be(0);
            await page.Visit(gift + "/redesignate", status: 403);
        }

        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("zh-TW")]
    [InlineData("en")]
    public async Task Form_InEitherLanguage_IsAccessibleAndQuiet(string language)
    {
        var page = await browser.Open("finance", language);
        var complaints = await page.Visit(await Form(page, ""));
        (await page.Faults()).Should().BeEmpty();
        complaints.Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    /// <summary>The form of a gift with money left, filled in but for the amount; gives its address.</summary>
    private static async Task<string> Form(IPage page, string consent)
    {
        foreach (var gift in await Gifts(page, "Received"))
        {
            await page.Visit(gift);
            if (await Link(page).CountAsync() == 0) continue;
            var pledged = (await page.Locator("dl.facts time").First.GetAttributeAsync("datetime"))!;
            await Link(page).ClickAsync();
            var lot = page.Locator("tbody a");
            if (await lot.CountAsync() > 0) await lot.First.ClickAsync();
            await page.Locator("#ToFund").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await page.Locator("#ConsentedOn").FillAsync(pledged);
            await page.Locator("#Consent").FillAsync(consent);
            return new Uri(page.Url).PathAndQuery;
        }

        throw new InvalidOperationException("The demo has no gift with money left.");
    }

    private static async Task<IReadOnlyList<string>> Gifts(IPage page, string state)
    {
        var answer = await page.APIRequest.GetAsync($"/contributions?format=json&kind=Donation&state={state}");
        return [.. JsonDocument.Parse(await answer.TextAsync()).RootElement.EnumerateArray()
            .Select(row => $"/contributions/{row.GetProperty("code").GetString()}")];
    }

    private static ILocator Link(IPage page) => page.Locator(".page-actions a[href$='/redesignate']");

    private static ILocator Changes(IPage page, string consent) =>
        page.Locator("#designation-changes tbody tr", new PageLocatorOptions { HasText = consent });

    /// <summary>What the chosen lot has left: the amount the form offers.</summary>
    private static async Task<long> Remaining(IPage page) =>
        long.Parse(await page.Locator("#Amount").InputValueAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
