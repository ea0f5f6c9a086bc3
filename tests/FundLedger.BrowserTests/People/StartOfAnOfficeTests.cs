using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.People;

/// <summary>
/// An office begins with nothing and has its first people an hour later: every page on the way can be used by keyboard and screen
/// reader, on a desk and on a phone, in both languages.
/// </summary>
[Collection(Browsing.Name)]
public sealed class StartOfAnOfficeTests(BrowserFixture browser)
{
    private const string Password = "correct horse battery";

    [BrowserTheory]
    [InlineData("zh-TW", "開立帳冊", "新增人員", "設定密碼並登入")]
    [InlineData("en", "Open the books", "Add a person", "Set password and sign in")]
    public async Task Office_FromSetUpToItsSecondPerson_IsUsableOnADeskAndOnAPhone(string language, string open, string add, string set)
    {
        await using var application = await DemoApplication.Start("serve");
        var page = await browser.OpenAt(application.Address, language);
        await page.Visit("/");
        new Uri(page.Url).AbsolutePath.Should().Be("/setup");
        await IsUsable(page);
        foreach (var (field, value) in new[]
        {
            ("Code", "TAINAN"), ("NameZh", "臺南專戶"), ("NameEn", "Tainan account"), ("SignInName", "lin"), ("DisplayName", "林管理"),
            ("New", Password), ("Repeated", Password),
        })
        {
            await page.FillAsync($"#{field}", value);
        }

        await page.Press(open);
        await page.WaitForURLAsync("**/account/second-factor/set-up**");
        await page.EnrolSecondFactor();
        await page.WaitForURLAsync("**/administration");
        await IsUsable(page);

        await page.Visit("/people/new");
        await IsUsable(page);
        await page.FillAsync("#SignInName", "wang");
        await page.FillAsync("#DisplayName", "王出納");
        await page.Press(add);
        var link = await page.InputValueAsync("#invitation-link");
        await IsUsable(page);
        foreach (var address in new[] { "/people", "/people/wang", "/people/lin", "/access-changes" })
        {
            await page.Visit(address);
            await IsUsable(page);
        }

        await TakeUp(application, link, language, set);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Role_AskedForByOneAdministratorAndApprovedByTheOther_IsHeld()
    {
        var page = await browser.Open("admin");
        await page.Visit("/people/auditor2");
        await page.SelectOptionAsync("#grant-role", "certifier");
        await page.FillAsync("#grant-reason", "協助審核");
        await page.Press("送出申請");
        await page.WaitForURLAsync("**/access-changes/*");
        var address = new Uri(page.Url).AbsolutePath;
        (await page.Locator("button[data-step=Approve]").CountAsync()).Should().Be(0);
        await browser.Close(page, "admin");

        var other = await browser.Open("admin2");
        await other.Visit(address);
        await IsUsable(other);
        await other.Locator("button[data-step=Approve]").ClickAsync();
        await other.WaitForURLAsync("**?done=Approve");
        await IsUsable(other);
        await other.Visit("/people/auditor2");
        (await other.Locator("main table").First.InnerTextAsync()).Should().Contain("審核");
        await browser.Close(other, "admin2");
    }

    private async Task TakeUp(DemoApplication application, string link, string language, string set)
    {
        var invited = await browser.OpenAt(application.Address, language);
        await invited.Visit(link);
        await IsUsable(invited);
        await invited.FillAsync("#New", Password);
        await invited.FillAsync("#Repeated", Password);
        await invited.Press(set);
        await invited.WaitForURLAsync("**/account");
        await invited.Visit(link);
        (await invited.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain("InvitationUsed");
        await IsUsable(invited);
        await invited.Context.CloseAsync();
    }

    /// <summary>On a desk and on a phone: no fault of accessibility, and nothing that must be pushed sideways to be read.</summary>
    private static async Task IsUsable(IPage page)
    {
        (await page.Faults()).Should().BeEmpty("of {0}", page.Url);
        await page.SetViewportSizeAsync(390, 844);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(390, "of {0}", page.Url);
        (await page.Faults()).Should().BeEmpty("of {0} on a phone", page.Url);
        await page.SetViewportSizeAsync(1280, 900);
    }
}
