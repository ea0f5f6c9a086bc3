using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Contributions;

[Collection(Browsing.Name)]
public sealed class BookContributionTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Booking_ByAWorkerInAHurry_BooksOnce()
    {
        var page = await Form("兩次點擊的捐贈");
        var book = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "登錄", Exact = true });
        await book.DblClickAsync();
        await page.WaitForURLAsync("**/contributions/*?booked=true");
        (await page.Locator(".payment-reference").First.InnerTextAsync()).Should().StartWith("RF");
        (await Booked(page, "兩次點擊的捐贈")).Should().Be(1);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Form_SentThreeTimesAtOnce_BooksOnceAndAnswersAlike()
    {
        const string sendThrice = """
            async () => {
              const form = document.querySelector('main form');
              const send = () => fetch('?handler=Book&kind=Donation', { method: 'POST', body: new FormData(form) })
                .then(answer => answer.url);
              return await Promise.all([send(), send(), send()]);
            }
            """;
        var page = await Form("同時送出三次的捐贈");
        var answers = await page.EvaluateAsync<string[]>(sendThrice);
        answers.Should().HaveCount(3).And.OnlyContain(answer => answer.Contains("booked=true", StringComparison.Ordinal));
        answers.Distinct().Should().ContainSingle();
        (await Booked(page, "同時送出三次的捐贈")).Should().Be(1);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Preview_OfAContribution_WritesNothingAndKeepsWhatWasTyped()
    {
        var page = await Form("只看預覽的捐贈");
        await page.Press("預覽");
        (await page.GetByRole(AriaRole.Status).InnerTextAsync()).Should().Contain("尚未入帳").And.Contain("3,000,000");
        (await page.GetByLabel("摘要").InputValueAsync()).Should().Be("只看預覽的捐贈");
        (await Booked(page, "只看預覽的捐贈")).Should().Be(0);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Booking_WithoutScript_Works()
    {
        var page = await Form("沒有指令碼的捐贈", script: false);
        await page.Press("登錄");
        await page.WaitForURLAsync("**/contributions/*?booked=true");
        (await Booked(page, "沒有指令碼的捐贈")).Should().Be(1);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Parts_ThatDoNotSum_AreRefusedWithBothSums()
    {
        var page = await Form("合計不符的捐贈");
        await page.GetByLabel("第 1 行金額").FillAsync("1,000,000");
        await page.Press("登錄");
        var refusal = page.GetByRole(AriaRole.Alert);
        (await refusal.InnerTextAsync()).Should().Contain("SharesDoNotSum").And.Contain("1,000,000").And.Contain("3,000,000");
        (await page.GetByLabel("第 1 行金額").InputValueAsync()).Should().Be("1,000,000");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Amount_ThatCannotBeRead_IsToldBesideItsField()
    {
        var page = await Form("讀不懂的金額");
        await page.Locator("#Amount").FillAsync("三百元多");
        await page.Press("登錄");
        (await page.Locator("[data-valmsg-for=Amount]").InnerTextAsync()).Should().NotBeEmpty();
        (await page.Locator("#Amount").InputValueAsync()).Should().Be("三百元多");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Cancelling_AnExpectedContribution_AsksForTheReason()
    {
        var page = await Form("即將取消的捐贈");
        await page.Press("登錄");
        await page.WaitForURLAsync("**/contributions/*?booked=true");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "取消此筆挹注" }).ClickAsync();
        await page.GetByLabel("理由").FillAsync("捐贈人撤回");
        await page.Press("取消此筆挹注");
        await page.WaitForURLAsync(url => !url.Contains("/cancel", StringComparison.Ordinal));
        (await page.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("已取消");
        await page.Context.CloseAsync();
    }

    /// <summary>The form of a donation of three million, filled in with full-width digits and a Republic date.</summary>
    private async Task<IPage> Form(string description, bool script = true)
    {
        var page = await browser.Open("finance", script: script);
        await page.Visit("/contributions/new");
        await page.Locator("#Payer").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("#Amount").FillAsync("３００萬");
        await page.Locator("#PledgedOn").FillAsync("115/11/2");
        await page.Locator("#Description").FillAsync(description);
        await page.Locator("#Parts_0__Fund").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        return page;
    }

    private static async Task<int> Booked(IPage page, string description)
    {
        await page.Visit($"/contributions?text={Uri.EscapeDataString(description)}");
        return await page.Locator("tbody tr").CountAsync();
    }
}
