using FundLedger.BrowserTests.Application;
using FundLedger.BrowserTests.Cycle;
using FundLedger.Domain.Banking.Statements;
using Microsoft.Playwright;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.BrowserTests.People;

/// <summary>
/// A city without books has them an hour later, and the first company sees its gift in them: by the pages alone, each person with
/// a link, a password and a one-time code of their own, nothing of the demonstration.
/// </summary>
[Collection(Browsing.Name)]
public sealed class FirstGiftTests(BrowserFixture browser)
{
    private const string Password = "correct horse battery";
    private const string BankAccountNumber = "012345678901";
    private const string Donor = "晨霧精密股份有限公司";

    [BrowserFact]
    public async Task EmptyFolder_ToTheFirstGiftItsDonorSees_ByPagesAlone()
    {
        var (application, link) = await DemoApplication.ServeNewBooks("lin");
        await using var served = application;
        var lin = await SignIn(application, link);
        new Uri(lin.Url).AbsolutePath.Should().Be("/administration");
        // The only administrator appoints the second one alone; from then on another one approves.
        var second = await Add(lin, "wang", "王管理");
        await Request(lin, "wang", "administrator");
        var wang = await SignIn(application, second);

        await Enter(lin, "district", ("code", "BAIHE"), ("name_zh", "白河區"), ("name_en", "Baihe"));
        await Enter(lin, "fund", ("code", "DON-BAIHE"), ("name_zh", "白河捐贈"), ("name_en", "Gifts for Baihe"), ("source", "donation"),
            ("district", "BAIHE"));
        await Enter(lin, "bank-account", ("code", "MAIN"), ("name", "臺灣銀行 專戶"), ("bank_code", "0040059"),
            ("account_number", BankAccountNumber));
        await Enter(lin, "party", ("name", Donor), ("kind", "company"), ("unified_business_number", "00000005"));

        var chen = await Hire(application, lin, wang, "chen", "陳財務", "finance_officer");
        var reference = await Pledge(chen);
        var huang = await Hire(application, lin, wang, "huang", "黃對帳", "reconciler");
        await Bring(huang, reference);

        var mist = await Represent(application, lin, wang);
        await mist.Visit("/contributions");
        var row = mist.Locator("main tbody tr");
        (await row.CountAsync()).Should().Be(1);
        (await row.InnerTextAsync()).Should().Contain("1,200,000").And.Contain("已收");
        await row.Locator("a").First.ClickAsync();
        await mist.WaitForURLAsync("**/contributions/*");
        (await mist.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("白河捐贈");
        (await mist.Faults()).Should().BeEmpty();

        await lin.Visit("/journal", status: 403);
    }

    /// <summary>A window of a person who takes up the link: a password, and the second factor where the link leads to it.</summary>
    private async Task<IPage> SignIn(DemoApplication application, string link)
    {
        var page = await browser.OpenAt(application.Address, "zh-TW");
        await page.Visit(link);
        await page.FillAsync("#New", Password);
        await page.FillAsync("#Repeated", Password);
        await page.Press("設定密碼並登入");
        await page.WaitForURLAsync(url => !url.Contains("/invitation", StringComparison.Ordinal));
        if (page.Url.Contains("/set-up", StringComparison.Ordinal)) await page.EnrolSecondFactor();
        return page;
    }

    /// <summary>A person with a role that two administrators agreed on, before the person comes.</summary>
    private async Task<IPage> Hire(DemoApplication application, IPage asks, IPage approves, string name, string displayName, string role)
    {
        var link = await Add(asks, name, displayName);
        await Request(asks, name, role);
        await Approve(approves, asks.Url);
        return await SignIn(application, link);
    }

    /// <summary>A person of the company: the role is asked for with the person.</summary>
    private async Task<IPage> Represent(DemoApplication application, IPage asks, IPage approves)
    {
        var link = await Add(asks, "mist", "霧小姐", Donor);
        await asks.GetByRole(AriaRole.Main).Locator("a[href^='/access-changes/']").ClickAsync();
        await Approve(approves, asks.Url);
        return await SignIn(application, link);
    }

    private static async Task<string> Add(IPage administrator, string name, string displayName, string? company = null)
    {
        await administrator.Visit("/people/new");
        await administrator.FillAsync("#SignInName", name);
        await administrator.FillAsync("#DisplayName", displayName);
        if (company is not null) await administrator.SelectOptionAsync("#Company", new SelectOptionValue { Label = company });
        await administrator.Press("新增人員");
        await administrator.WaitForLoadStateAsync();
        (await administrator.Locator("#invitation-link").CountAsync()).Should()
            .Be(1, "of {0}", await administrator.Locator("body").InnerTextAsync());
        return await administrator.InputValueAsync("#invitation-link");
    }

    private static async Task Request(IPage administrator, string name, string role)
    {
        await administrator.Visit($"/people/{name}");
        await administrator.SelectOptionAsync("#grant-role", role);
        await administrator.FillAsync("#grant-reason", "開辦");
        await administrator.Press("送出申請");
        await administrator.WaitForURLAsync("**/access-changes/*");
    }

    private static async Task Approve(IPage administrator, string address)
    {
        await administrator.Visit(address);
        await administrator.Locator("button[data-step=Approve]").ClickAsync();
        await administrator.WaitForURLAsync("**?done=Approve");
    }

    private static async Task Enter(IPage page, string kind, params (string Column, string Value)[] cells)
    {
        await page.Visit($"/master-data/{kind}/new");
        await page.FillCells(cells);
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync($"**/master-data/{kind}?added=1&changed=0");
    }

    /// <summary>Books the gift; gives the reference its payer has to quote.</summary>
    private static async Task<string> Pledge(IPage page)
    {
        await page.Visit("/contributions/new");
        await page.SelectOptionAsync("#Payer", new SelectOptionValue { Index = 1 });
        await page.FillAsync("#Amount", "120萬");
        await page.FillAsync("#PledgedOn", LocalDatePattern.Iso.Format(BankFile.Today));
        await page.FillAsync("#Description", "第一筆捐贈");
        await page.SelectOptionAsync("#Parts_0__Fund", "DON-BAIHE");
        await page.Press("登錄");
        await page.WaitForURLAsync("**/contributions/*?booked=true");
        return (await page.Locator(".payment-reference").First.InnerTextAsync()).Trim();
    }

    /// <summary>The bank's first statement, as a file of the usual CSV layout.</summary>
    private static async Task Bring(IPage page, string reference)
    {
        using var file = new MemoryStream();
        StatementWriter.WriteCsv(
            new BankStatement(BankAccountNumber, "TWD", 0, 1_200_000, BankFile.Today, BankFile.Today, "1",
                [new StatementEntry(BankFile.Today, BankFile.Today, 1_200_000, reference, Donor, "匯入", "1")]),
            file);
        await page.Visit("/bank/import");
        await page.Locator("#file").SetInputFilesAsync(
            new FilePayload { Name = "對帳單.csv", MimeType = "text/csv", Buffer = file.ToArray() });
        await page.Press("匯入對帳單");
        await page.WaitForURLAsync("**/bank?added=1&known=0");
        await page.Press("立即比對");
        await page.WaitForURLAsync("**/bank?matched=1&unidentified=0&waiting=0");
    }
}
