using System.Text;
using FundLedger.BrowserTests.Application;
using FundLedger.Domain.Banking.Statements;
using Microsoft.Playwright;

namespace FundLedger.BrowserTests.Cycle;

/// <summary>What the import page says to files that people really try.</summary>
[Collection(Browsing.Name)]
public sealed class StatementImportTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData("對帳單.pdf", "%PDF-1.7 …", "StatementFormatUnknown")]
    [InlineData("空白.csv", "  \r\n", "StatementFileEmpty")]
    [InlineData("半截.xml", "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>", "Statement")]
    public async Task File_ThatIsNoStatement_IsRefusedWithTheReason(string name, string content, string code)
    {
        var page = await browser.Open("finance");
        await page.Visit("/bank/import");
        await Upload(page, name, Encoding.UTF8.GetBytes(content));
        var refusal = await page.GetByRole(AriaRole.Alert).InnerTextAsync();
        refusal.Should().Contain(code).And.Contain("請");
        (await page.GetByRole(AriaRole.Main).InnerTextAsync()).Should().Contain("此檔案未匯入任何資料");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task File_OverTheLimit_IsRefusedAndNotRead()
    {
        var page = await browser.Open("finance");
        await page.Visit("/bank/import");
        var file = Path.GetTempFileName();
        await using (var content = File.OpenWrite(file)) content.SetLength(StatementLimits.Bytes + 1);
        await page.Locator("#file").SetInputFilesAsync(file);
        await page.Press("匯入對帳單");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should()
            .Contain("StatementFileTooLarge").And.Contain($"{StatementLimits.Megabytes}");
        await page.Context.CloseAsync();
        File.Delete(file);
    }

    private static async Task Upload(IPage page, string name, byte[] content)
    {
        await page.Locator("#file")
            .SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        await page.Press("匯入對帳單");
    }
}
