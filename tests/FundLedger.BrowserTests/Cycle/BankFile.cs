using System.Globalization;
using FundLedger.BrowserTests.Application;
using FundLedger.Domain;
using FundLedger.Domain.Banking.Statements;
using Microsoft.Playwright;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.BrowserTests.Cycle;

/// <summary>A statement as the bank would send it today, following the last one the books have.</summary>
internal static class BankFile
{
    private static readonly DateTimeZone Taipei = DateTimeZoneProviders.Tzdb["Asia/Taipei"];

    public static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InZone(Taipei).Date;

    /// <summary>Imports one line and lets it be matched: by this run, or by the scheduled one that came before it.</summary>
    /// <param name="account">The bank account's code.</param>
    /// <param name="amount">Credit positive, in whole dollars.</param>
    public static async Task Bring(this BrowserFixture browser, string account, long amount, string reference, string counterparty)
    {
        var page = await browser.Open("reconciler");
        await page.ImportLine(account, amount, reference, counterparty, $"測試 {reference}", unidentified: 0);
        await page.Visit($"/bank/lines?state=Matched&text={Uri.EscapeDataString(reference)}");
        (await page.Locator("tbody tr").CountAsync()).Should().Be(1);
        await page.Context.CloseAsync();
    }

    /// <summary>Imports one line that names no document; gives its number.</summary>
    /// <param name="description">No other line has it.</param>
    public static async Task<string> BringUnknown(this BrowserFixture browser, string account, long amount, string description)
    {
        var page = await browser.Open("reconciler");
        await page.ImportLine(account, amount, "", "測試銀行", description, unidentified: 1);
        await page.Visit($"/bank/lines?state=Unidentified&text={Uri.EscapeDataString(description)}");
        var address = await page.Locator("tbody th a").First.GetAttributeAsync("href");
        await page.Context.CloseAsync();
        return address!.Split('/')[^1];
    }

    private static async Task ImportLine(
        this IPage page, string account, long amount, string reference, string counterparty, string description, int unidentified)
    {
        await page.Visit("/bank");
        var row = page.Locator("tr", new PageLocatorOptions { HasText = $"({account})" });
        var number = (await row.Locator(".cell-note").First.InnerTextAsync()).Split(' ')[2];
        var last = row.Locator("td").Nth(3);
        var opening = decimal.Parse((await last.Locator("data").GetAttributeAsync("value"))!, CultureInfo.InvariantCulture);
        var until = LocalDatePattern.Iso.Parse((await last.Locator("time").GetAttributeAsync("datetime"))!).Value;
        var from = LocalDate.Max(until, Today);
        var statement = new BankStatement(
            number, "TWD", opening, opening + amount, from, from, null,
            [new StatementEntry(Today, Today, amount, reference, counterparty, description, null)]);
        using var file = new MemoryStream();
        StatementWriter.WriteCamt([statement], file, $"TEST-{PublicCode.New()}", SystemClock.Instance.GetCurrentInstant());

        await page.Visit("/bank/import");
        await page.Locator("#bankAccount").SelectOptionAsync(account);
        await page.Locator("#file").SetInputFilesAsync(
            new FilePayload { Name = $"{reference}{description}.xml", MimeType = "application/xml", Buffer = file.ToArray() });
        await page.Press("匯入對帳單");
        await page.WaitForURLAsync("**/bank?added=1&known=0");
        // With nothing waiting there is no button.
        if (await page.GetByText("立即比對", new PageGetByTextOptions { Exact = true }).CountAsync() > 0)
        {
            await page.Press("立即比對");
            await page.WaitForURLAsync($"**/bank?matched=*&unidentified={unidentified}&waiting=0");
        }
    }
}
