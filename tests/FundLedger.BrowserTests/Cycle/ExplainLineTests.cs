using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Cycle;

/// <summary>Bank lines that nobody announced, explained on their page: by the reconciler, and by finance for what is a gift.</summary>
[Collection(Browsing.Name)]
public sealed class ExplainLineTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Fee_ChosenPreviewedAndBooked_IsExplained()
    {
        var page = await OpenLine("reconciler", await browser.BringUnknown("MAIN", -35, "瀏覽器測試手續費"));
        await page.Open("手續費");
        await page.Locator("#Form_FeeFund").SelectOptionAsync("DON-GENERAL");
        await page.Preview();
        (await page.Posted()).Should().EndWith(["5203", "1101.01"]);
        (await page.Faults()).Should().BeEmpty();
        await page.Confirm();
        (await page.Locator(".line-parts").InnerTextAsync()).Should().Contain("手續費").And.Contain("DON-GENERAL");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Interest_OfTheUsualPeriod_ShowsEachFundsShareBeforeItIsBooked()
    {
        var page = await OpenLine("reconciler", await browser.BringUnknown("MAIN", 12_345, "瀏覽器測試利息"));
        await page.Open("存款利息");
        (await page.Locator("#Form_InterestFrom").InputValueAsync()).Should().NotBeEmpty();
        await page.Preview();
        var interest = page.Locator(".preview-table tr", new PageLocatorOptions { HasText = "4202" }).Locator("td.amount data");
        var shares = new List<long>();
        foreach (var share in await interest.AllAsync())
            shares.Add(long.Parse((await share.GetAttributeAsync("value"))!, System.Globalization.CultureInfo.InvariantCulture));
        shares.Should().HaveCountGreaterThan(1);
        shares.Sum().Should().Be(12_345);
        await page.Confirm();
        (await page.Locator(".line-parts").InnerTextAsync()).Should().Contain("存款利息");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Split_OfAGiftAndItsFee_IsRefusedUntilItSumsAndThenBooked()
    {
        var page = await OpenLine("finance", await browser.BringUnknown("MAIN", 9_970, "瀏覽器測試平臺撥款"));
        await page.Open("拆分為多項");
        await page.Locator("#Form_Rows_0__Kind").SelectOptionAsync("NewContribution");
        await page.Locator("#Form_Rows_0__Amount").FillAsync("10,000");
        await page.Locator("#Form_Rows_0__Fund").SelectOptionAsync("DON-GENERAL");
        await page.Locator("#Form_Rows_0__Payer").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("#Form_Rows_1__Kind").SelectOptionAsync("Fee");
        await page.Locator("#Form_Rows_1__Amount").FillAsync("20");
        await page.Locator("#Form_Rows_1__Fund").SelectOptionAsync("DON-GENERAL");
        await page.Preview();
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain("PartsDoNotSum").And.Contain("9,980");

        await page.Locator("#Form_Rows_1__Amount").FillAsync("30");
        await page.Preview();
        (await page.Posted()).Should().EndWith(["1101.01", "4101", "5203", "1101.01"]);
        await page.Confirm();
        (await page.Locator(".line-parts li").CountAsync()).Should().Be(2);
        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("zh-TW")]
    [InlineData("en")]
    public async Task Page_WithEverySectionOpen_FitsAPhoneAndIsAccessible(string language)
    {
        var line = await browser.BringUnknown("MAIN", 4_321, $"瀏覽器測試窄畫面 {language}");
        var page = await browser.Open("finance", language);
        await page.SetViewportSizeAsync(390, 844);
        var complaints = await page.Visit($"/bank/lines/{line}");
        await page.EvaluateAsync("document.querySelectorAll('details.explain-section').forEach(section => { section.open = true; })");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(390);
        (await page.Faults()).Should().BeEmpty();
        await page.Locator("input[name='Form.Section'][value=BankInterest] ~ .form-actions button").First.ClickAsync();
        await page.Locator(".preview-table").WaitForAsync();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(390, "with the preview");
        (await page.Faults()).Should().BeEmpty();
        complaints.Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Fee_WithoutScript_IsPreviewedAndBookedAllTheSame()
    {
        var line = await browser.BringUnknown("MAIN", -15, "瀏覽器測試無指令碼");
        var page = await browser.Open("reconciler", script: false);
        await page.Visit($"/bank/lines/{line}");
        await page.Open("手續費");
        await page.Locator("#Form_FeeFund").SelectOptionAsync("DON-GENERAL");
        await page.Preview();
        await page.Confirm();
        (await page.Locator(".line-parts").InnerTextAsync()).Should().Contain("手續費");
        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("zh-TW", "付款退回", "再次付款")]
    [InlineData("en", "Payment came back", "Pay again")]
    public async Task CaseOfAPaymentThatCameBack_OffersThePayerToPayAgain(string language, string state, string step)
    {
        var page = await browser.Open("cashier", language);
        await page.SetViewportSizeAsync(390, 844);
        await page.Visit("/disbursements?state=PaymentReturned");
        await page.Locator("tbody th a").First.ClickAsync();
        (await page.Locator(".progress-note").InnerTextAsync()).Should().Contain(state);
        (await page.Locator("button[data-step=PayAgain]").InnerTextAsync()).Should().Be(step);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(390);
        (await page.Faults()).Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenLine(string person, string line)
    {
        var page = await browser.Open(person);
        await page.Visit($"/bank/lines/{line}");
        return page;
    }
}

/// <summary>What people do on the page of a bank line.</summary>
internal static class ExplainPage
{
    /// <summary>Opens a section, if it is not.</summary>
    public static async Task Open(this IPage page, string title)
    {
        var section = page.Locator(
            "details.explain-section", new PageLocatorOptions { Has = page.Locator($".explain-title:text-is('{title}')") });
        if (await section.GetAttributeAsync("open") is null) await section.Locator("summary").ClickAsync();
    }

    public static async Task Preview(this IPage page)
    {
        await page.RunAndWaitForResponseAsync(
            () => page.Locator("details[open] button", new PageLocatorOptions { HasText = "預覽" }).ClickAsync(),
            answer => answer.Request.Method == "POST");
        await page.WaitForLoadStateAsync();
    }

    public static async Task Confirm(this IPage page)
    {
        await page.Press("確認入帳");
        await page.WaitForURLAsync("**?entry=*");
    }

    /// <summary>The accounts of the previewed lines, in order.</summary>
    public static async Task<IReadOnlyList<string>> Posted(this IPage page) =>
        [.. (await page.Locator(".preview-table td > .named .cell-code").AllInnerTextsAsync()).Select(code => code.Trim())];
}
