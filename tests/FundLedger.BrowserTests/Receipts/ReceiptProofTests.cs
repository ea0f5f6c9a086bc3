using System.Text.Json;
using FundLedger.BrowserTests.Application;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Receipts;

/// <summary>Whoever holds the paper opens its address: the browser itself checks what the log says.</summary>
[Collection(Browsing.Name)]
public sealed class ReceiptProofTests(BrowserFixture browser)
{
    private const string Holds = "It holds: receipt and entry";

    [BrowserFact]
    public async Task Proof_OfAReceipt_IsCheckedInTheBrowser_AndNamesNobody()
    {
        var receipt = await First("state=Issued&sort=number");
        var page = await browser.Open(null, "en");
        await page.Visit($"/proof/{receipt.Code}");
        await page.GetByText(Holds).WaitForAsync();
        var said = await page.Locator("main").InnerTextAsync();
        said.Should().Contain(receipt.Number).And.Contain("issued and not void").And.NotContain(receipt.Donor);
        (await page.Faults()).Should().BeEmpty();
        await page.SetViewportSizeAsync(390, 844);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).Should().BeLessThanOrEqualTo(0);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Proof_WithOneByteChanged_IsRed()
    {
        var receipt = await First("state=Issued&sort=number");
        var page = await browser.Open(null, "en");
        await page.RouteAsync("**/proof/*format=json*", async route =>
        {
            var answer = await route.FetchAsync();
            var text = await answer.TextAsync();
            var at = text.IndexOf("\"amount\": \"", StringComparison.Ordinal) + "\"amount\": \"".Length;
            var other = text[at] == '9' ? '8' : (char)(text[at] + 1);
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = text[..at] + other + text[(at + 1)..] });
        });
        await page.Visit($"/proof/{receipt.Code}");
        await page.GetByText("It does NOT hold").WaitForAsync();
        (await page.Locator("[data-proof].alert-danger").CountAsync()).Should().Be(1);
        (await page.Faults()).Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Proof_OfAVoidReceipt_SaysVoid()
    {
        var receipt = await First("state=Voided&sort=number");
        var page = await browser.Open(null, "en");
        await page.Visit($"/proof/{receipt.Code}");
        await page.GetByText("This receipt is void since").WaitForAsync();
        await page.GetByText(Holds).WaitForAsync();
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Proof_WithoutScript_GivesTheFactsAndTheFile()
    {
        var receipt = await First("state=Issued&sort=number");
        var page = await browser.Open(null, "en", script: false);
        await page.Visit($"/proof/{receipt.Code}");
        (await page.Locator("main").InnerTextAsync()).Should().Contain(receipt.Number).And.Contain("download the proof");
        var answer = await page.APIRequest.GetAsync($"/proof/{receipt.Code}?format=json");
        answer.Headers["content-disposition"].Should().Contain($"proof-{receipt.Code}.json");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Paper_LeadsToItsProof_AndFitsAPhoneAndAPage()
    {
        var receipt = await First("state=Issued&sort=number");
        var page = await browser.Open("cashier");
        await page.Visit($"/receipts/{receipt.Code}");
        (await page.Locator(".receipt-proof a").GetAttributeAsync("href")).Should().EndWith($"/proof/{receipt.Code}");
        (await page.Faults()).Should().BeEmpty();
        await page.SetViewportSizeAsync(390, 844);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).Should().BeLessThanOrEqualTo(0);

        await page.SetViewportSizeAsync(794, 1123);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await page.Locator("h1").IsVisibleAsync()).Should().BeFalse("only the form is printed");
        (await page.Locator(".receipt-paper").BoundingBoxAsync())!.Height.Should().BeLessThan(1123 - 120, "it is one page");
        await page.Context.CloseAsync();
    }

    private async Task<Receipt> First(string filter)
    {
        var page = await browser.Open("cashier");
        var answer = await page.APIRequest.GetAsync($"/receipts?format=json&{filter}");
        var row = JsonDocument.Parse(await answer.TextAsync()).RootElement[0];
        await page.Context.CloseAsync();
        return new Receipt(
            row.GetProperty("code").GetString()!, row.GetProperty("number").GetString()!, row.GetProperty("donor").GetString()!);
    }

    private sealed record Receipt(string Code, string Number, string Donor);
}
