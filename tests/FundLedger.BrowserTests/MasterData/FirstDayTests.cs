using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.MasterData;

/// <summary>What a city does on its first day: it enters a district, a programme, a fund, a bank account and a payer, by page.</summary>
public sealed class FirstDayTests(EmptyBooksFixture books) : IClassFixture<EmptyBooksFixture>
{
    [BrowserTheory]
    [InlineData("zh-TW", 390, "C")]
    [InlineData("en", 1280, "D")]
    public async Task FirstDay_ByPagesAlone_MakesWhatBookingNeeds(string language, int width, string mark)
    {
        var page = await books.SignIn(language, width);
        await page.Visit("/master-data");
        await IsSound(page, width);
        await Enter(page, width, "district", ("code", $"PLACE-{mark}"), ("name_zh", "白河區"), ("name_en", "Baihe"));
        await Enter(page, width, "programme", ("code", $"NDC-{mark}"), ("ministry", "國發會"), ("name_zh", "青年站"), ("name_en", "Youth"),
            ("reserve_basis_points", "10%"), ("case_ceiling", "300萬"));
        await Enter(page, width, "fund", ("code", $"DON-{mark}"), ("name_zh", "捐贈"), ("name_en", "Gifts"), ("source", "donation"),
            ("district", $"PLACE-{mark}"));
        await Enter(page, width, "bank-account", ("code", $"MAIN-{mark}"), ("name", "臺灣銀行 專戶"), ("bank_code", "004"),
            ("account_number", $"01234567890{(int)mark[0]}"));
        await Enter(page, width, "party", ("name", $"晨霧精密 {mark}"), ("kind", "university"));
        await page.Visit("/master-data");
        (await page.Locator(".alert-info").CountAsync()).Should().Be(0, "nothing is missing any more");
        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("zh-TW", 390)]
    [InlineData("en", 1280)]
    public async Task File_WithAWrongRow_IsExplainedAndCorrectedOneIsConfirmed(string language, int width)
    {
        var page = await books.SignIn(language, width);
        await page.Visit("/master-data/proposal/import");
        await IsSound(page, width);
        const string header = "編號,案名,地區,提案單位,提送日期\n";
        await Preview(page, header + "1,計畫,白河區,公所,108/06/20\n2,計畫,白河區,公所,108/02/30\n");
        (await page.Locator("main table .field-error").CountAsync()).Should().Be(1);
        await IsSound(page, width);
        await Preview(page, header + $"1{width},計畫,白河區,公所,108/06/20\n");
        await IsSound(page, width);
        await page.Locator("form[action*=Confirm] button").ClickAsync();
        await page.WaitForURLAsync("**/master-data/proposal?added=1&changed=0");
        await page.Context.CloseAsync();
    }

    private static async Task Enter(IPage page, int width, string kind, params (string Column, string Value)[] cells)
    {
        await page.Visit($"/master-data/{kind}/new");
        await IsSound(page, width);
        // First with nothing filled in: the page says what is missing, and leads there.
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.Locator("#fault-summary").WaitForAsync();
        await IsSound(page, width);
        await page.FillCells(cells);
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync($"**/master-data/{kind}?added=1&changed=0");
        await IsSound(page, width);
    }

    private static async Task Preview(IPage page, string text)
    {
        await page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "提案.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(text),
        });
        await page.Locator("form:has(#file) button").ClickAsync();
        await page.Locator("#preview-heading").WaitForAsync();
    }

    private static async Task IsSound(IPage page, int width)
    {
        (await page.Faults()).Should().BeEmpty("of {0}", page.Url);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width, "of {0}", page.Url);
    }
}
