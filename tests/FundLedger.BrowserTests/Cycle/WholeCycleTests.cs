using System.Text;
using FundLedger.BrowserTests.Application;
using FundLedger.Domain.Disbursements;
using Microsoft.Playwright;
using NodaTime;

namespace FundLedger.BrowserTests.Cycle;

/// <summary>Money comes in, goes out by five people, comes back, and is used again: through the pages, as people do it.</summary>
[Collection(Browsing.Name)]
public sealed class WholeCycleTests(BrowserFixture browser)
{
    private const string Venture = "青農創生智慧返鄉平台";
    private const string GeneralFund = "捐贈－未指定用途";
    private const string ReturnsFund = "收益回流－未指定用途";

    [BrowserFact]
    public async Task Cycle_TakenByFivePeople_BringsTheMoneyBackAndUsesItAgain()
    {
        await browser.Bring("MAIN", 1_200_000, await BookDonation(1_200_000), "循環捐贈人");

        var code = await browser.Draft(Venture, GeneralFund, "100萬", Instrument.IncomeShare, "循環測試：平台擴充");
        await browser.Step("requester", code, DisbursementTrigger.Submit);
        await browser.Step("certifier", code, DisbursementTrigger.Certify);
        await browser.Step("authorizer", code, DisbursementTrigger.Authorize);
        await browser.Step("cashier", code, DisbursementTrigger.Release);
        await browser.Bring("MAIN", -1_000_000, await SendToBank(code), "青農返鄉數位有限公司");
        (await browser.State(code)).Should().Be("已付款");
        (await PeopleOf(code)).Should().OnlyHaveUniqueItems().And.HaveCount(5);

        var expected = await Agree(code);
        await browser.Bring("RETURNS", 50_000, await AcceptReport(expected, "1,000,000", "50,000"), "青農返鄉數位有限公司");
        (await TextOf($"/returns/{expected}", "finance")).Should().Contain("已收").And.Contain("尚未再運用");

        // First in, first out: taking all the fund has takes this money, too.
        var second = await browser.Draft(Venture, ReturnsFund, null, Instrument.Grant, "循環測試：再投入");
        await browser.Step("requester", second, DisbursementTrigger.Submit);
        await browser.Step("certifier", second, DisbursementTrigger.Certify);
        await browser.Step("authorizer", second, DisbursementTrigger.Authorize);
        (await TextOf($"/returns/{expected}", "finance")).Should().Contain("循環測試：再投入");
        (await TextOf($"/disbursements/{second}", "auditor")).Should().Contain($"{Venture} 的回饋");
    }

    /// <summary>Books the pledge and gives the payment reference the donor has to quote.</summary>
    private async Task<string> BookDonation(long amount)
    {
        var page = await browser.Open("finance");
        await page.Visit("/contributions/new");
        await page.Locator("#Payer").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("#Amount").FillAsync($"{amount}");
        await page.Locator("#PledgedOn").FillAsync(NodaTime.Text.LocalDatePattern.Iso.Format(BankFile.Today));
        await page.Locator("#Description").FillAsync("循環測試捐贈");
        await page.Locator("#Parts_0__Fund").SelectOptionAsync("DON-GENERAL");
        await page.Press("登錄");
        await page.WaitForURLAsync("**/contributions/*?booked=true");
        var reference = await page.Locator(".payment-reference").First.InnerTextAsync();
        await page.Context.CloseAsync();
        return reference.Trim();
    }

    /// <summary>Puts only this case into a payment file; the downloaded file must name it.</summary>
    private async Task<string> SendToBank(string code)
    {
        var page = await browser.Open("cashier");
        await page.Visit("/disbursements/payment-files");
        foreach (var box in await page.Locator("input[name=disbursements]:enabled").AllAsync())
        {
            await box.SetCheckedAsync(await box.GetAttributeAsync("value") == code);
        }

        await page.Press("產生付款檔");
        await page.WaitForURLAsync("**/payment-files?file=*");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".alert-success a").ClickAsync());
        download.SuggestedFilename.Should().StartWith("pain.001-").And.EndWith(".xml");
        var file = await File.ReadAllTextAsync(await download.PathAsync(), Encoding.UTF8);

        await page.Visit($"/disbursements/{code}");
        var reference = await page.Locator("dd code").First.InnerTextAsync();
        file.Should().Contain("pain.001.001.09").And.Contain(reference).And.Contain("1000000");
        await page.Context.CloseAsync();
        return reference;
    }

    /// <summary>Everyone named in the history: the requester, the certifier, the authorizer, the cashier, the reconciler.</summary>
    private async Task<IReadOnlyList<string>> PeopleOf(string code)
    {
        var page = await browser.Open("auditor");
        await page.Visit($"/disbursements/{code}");
        var people = await page.Locator("section[aria-labelledby=history-heading] tbody tr td:nth-child(3)").AllInnerTextsAsync();
        await page.Context.CloseAsync();
        return [.. people.Distinct()];
    }

    /// <summary>
    /// Records five percent of all income, monthly since the first of last month, and has the job expect the first
    /// period.
    /// </summary>
    private async Task<string> Agree(string code)
    {
        var page = await browser.Open("finance");
        await page.Visit($"/returns/agreements/new?disbursement={code}");
        var from = BankFile.Today.PlusMonths(-1).With(DateAdjusters.StartOfMonth);
        await page.Locator("#Form_SharePercent").FillAsync("5");
        await page.Locator("#Form_PeriodMonths").SelectOptionAsync("1");
        await page.Locator("#Form_StartsOn").FillAsync(NodaTime.Text.LocalDatePattern.Iso.Format(from));
        await page.Locator("#Form_ReturnFund").SelectOptionAsync(new SelectOptionValue { Label = ReturnsFund });
        await page.Press("登錄約定");
        await page.WaitForURLAsync("**/returns?agreement=*");
        var agreement = page.Url;
        await page.Press("立即產生到期應收");
        await page.WaitForURLAsync("**/returns?generated=1");
        await page.GotoAsync(agreement);
        var address = await page.Locator("section[aria-labelledby=expected-heading] tbody th a").First.GetAttributeAsync("href");
        await page.Context.CloseAsync();
        return address!.Split('/')[^1];
    }

    private async Task<string> AcceptReport(string expected, string revenue, string due)
    {
        var page = await browser.Open("finance");
        await page.Visit($"/returns/{expected}");
        await page.Locator("#Revenue").FillAsync(revenue);
        await page.Press("預覽");
        (await page.Locator("form .key-figure").InnerTextAsync()).Should().Be(due);
        await page.Press("接受申報");
        await page.WaitForURLAsync("**?accepted=True");
        var reference = await page.Locator("dd code").InnerTextAsync();
        await page.Context.CloseAsync();
        return reference;
    }

    private async Task<string> TextOf(string address, string person)
    {
        var page = await browser.Open(person);
        await page.Visit(address);
        var text = await page.GetByRole(AriaRole.Main).InnerTextAsync();
        await page.Context.CloseAsync();
        return text;
    }
}
