using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Payees;

[Collection(Browsing.Name)]
public sealed class PayeeAccountTests(BrowserFixture browser)
{
    private const int Narrow = 390;

    [BrowserFact]
    public async Task NewAccount_EnteredByOnePersonAndConfirmedByAnother_MayBePaidToLater()
    {
        var finance = await browser.Open("finance", "en");
        await finance.Visit("/payees?text=%E5%A4%96%E5%9F%94%E6%99%BA%E8%BE%B2");
        await finance.Locator("main table tbody a").First.ClickAsync();
        var payee = new Uri(finance.Url).AbsolutePath;
        await finance.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "New bank account" }).ClickAsync();
        await finance.Locator("#BankCode").FillAsync("998-0001");
        await finance.Locator("#AccountNumber").FillAsync("998 000 000 777");
        await finance.Press("Preview");
        (await finance.GetByRole(AriaRole.Status).InnerTextAsync()).Should().Contain("998 000 000 777");
        (await finance.Faults()).Should().BeEmpty();
        await finance.Press("Submit for confirmation");
        await finance.WaitForURLAsync("**done=Submit");
        var own = finance.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Confirm", Exact = true });
        (await own.CountAsync()).Should().Be(0);
        (await finance.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("0777").And.NotContain("998000000777");

        var chief = await browser.Open("chief", "zh-TW");
        await chief.SetViewportSizeAsync(Narrow, 844);
        await chief.Visit("/payees?pending=true");
        await FitsAndIsAccessible(chief);
        await chief.Locator($"a[href='{payee}']").ClickAsync();
        await FitsAndIsAccessible(chief);
        (await chief.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("998000000777");
        await chief.Press("確認");
        await chief.WaitForURLAsync("**done=Confirm");
        (await chief.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("起可付款").And.Contain("郭主計");
        await FitsAndIsAccessible(chief);
        await finance.Context.CloseAsync();
        await chief.Context.CloseAsync();
    }

    private static async Task FitsAndIsAccessible(IPage page)
    {
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(Narrow);
        (await page.Faults()).Should().BeEmpty();
    }
}
