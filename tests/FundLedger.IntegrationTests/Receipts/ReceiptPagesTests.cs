using System.Net;
using System.Text.Json;
using FundLedger.Domain.Receipts;
using FundLedger.IntegrationTests.Pages;
using FundLedger.UseCases;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Receipts;

/// <summary>The register, the form on paper, and how a receipt is issued, copied and voided on the pages.</summary>
[Collection(PagesCollection.Name)]
public sealed class ReceiptPagesTests(PagesFixture pages)
{
    [Fact]
    public async Task Receipt_OnPaper_SaysWhatTheFormAsks()
    {
        var receipt = await Demo(row => row.State == ReceiptState.Issued && row.CopyCount == 0 && row.ReplacesReceiptId == null);
        using var visitor = await pages.Open("cashier", PagesFixture.English);
        var page = await HtmlPage.Read(await visitor.Get($"/receipts/{receipt.PublicCode}"));
        var paper = page.Texts(".receipt-paper").Single();
        foreach (var said in new[]
        {
            "臺中市地方創生專戶", "捐贈收據", receipt.FullNumber.ToString(), receipt.DonorName, receipt.DonorBusinessNumber!, "萬元整",
            $"中華民國{receipt.IssuedOn.Year - 1911}年{receipt.IssuedOn.Month}月{receipt.IssuedOn.Day}日", "對政府捐贈", "機關首長", "李出納",
            $"/proof/{receipt.PublicCode}",
        })
        {
            paper.Should().Contain(said);
        }

        paper.Should().NotContain("副本").And.NotContain("作廢").And.NotContain("代轉性質");
    }

    [Fact]
    public async Task Receipt_ThatWasVoidedOrCopied_IsMarkedAndLinked()
    {
        using var visitor = await pages.Open("auditor");
        var replacement = await Demo(row => row.ReplacesReceiptId != null);
        var voided = await Demo(row => row.Id == replacement.ReplacesReceiptId);
        var page = await HtmlPage.Read(await visitor.Get($"/receipts/{voided.PublicCode}"));
        page.Texts(".receipt-mark").Should().Equal("作廢");
        page.Links("main .facts a").Should().Contain($"/receipts/{replacement.PublicCode}");
        (await visitor.Read($"/receipts/{replacement.PublicCode}")).Should().Contain($"{voided.FullNumber}（已作廢）");

        var copied = await Demo(row => row.CopyCount > 0 && row.State == ReceiptState.Issued);
        var copy = await HtmlPage.Read(await visitor.Get($"/receipts/{copied.PublicCode}"));
        copy.Texts(".receipt-mark").Single().Should().StartWith("副本");
        copy.Links("main .page-actions a").Should().BeEmpty("an auditor issues nothing");
    }

    [Fact]
    public async Task Cashier_ChoosesPreviewsAndIssues_ThenVoidsAndTheGiftWaitsAgain()
    {
        var gift = await FreedGift();
        using var cashier = await pages.Open("cashier", PagesFixture.English);
        (string, string)[] Fields(string key) => [("RequestKey", key), ("Chosen", gift), ("TaxClass", "PassThrough"), ("IssuedOn", "")];

        var preview = await HtmlPage.Read(await cashier.Post("/receipts/issue", Fields(RequestKeys.New())));
        preview.Texts("#preview-heading + dl dd")[0].Should().MatchRegex("^[0-9]+-B-[0-9]{6} – [0-9]+-B-[0-9]{6}$");
        (await Of(gift)).Should().OnlyContain(row => row.State == ReceiptState.Voided, "a preview issues nothing");

        var issued = await cashier.Post("/receipts/issue?handler=Issue", Fields(RequestKeys.New()));
        issued.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var receipt = (await Of(gift)).Single(row => row.State == ReceiptState.Issued);
        (await cashier.Read($"/receipts/{receipt.PublicCode}")).Should().Contain("「非對政府捐款,屬代轉性質」");
        (await cashier.Read(issued.Headers.Location!.ToString())).Should().Contain(receipt.FullNumber.ToString());

        var copied = await cashier.Post($"/receipts/{receipt.PublicCode}/copy", ("RequestKey", RequestKeys.New()));
        (await cashier.Read(copied.Headers.Location!.ToString())).Should().Contain("Copy 1 has been issued").And.Contain("第 1 次補發");
        var without = await cashier.Post($"/receipts/{receipt.PublicCode}/void", ("RequestKey", RequestKeys.New()), ("Reason", ""));
        (await HtmlPage.Read(without)).Messages.Should().NotBeEmpty();
        (await cashier.Post($"/receipts/{receipt.PublicCode}/void", ("RequestKey", RequestKeys.New()), ("Reason", "wrong class")))
            .StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await cashier.Read("/receipts/issue")).Should().Contain(gift);
        (await cashier.Post($"/receipts/{receipt.PublicCode}/copy", ("RequestKey", RequestKeys.New()))).StatusCode.Should()
            .Be(HttpStatusCode.OK, "of a void receipt there is no copy");
    }

    [Fact]
    public async Task Register_IsFilteredAndExported_AndADonorGetsItsOwn()
    {
        using var auditor = await pages.Open("auditor");
        using var all = JsonDocument.Parse(await auditor.Read("/receipts?year=2025&format=json"));
        var rows = all.RootElement.EnumerateArray().ToArray();
        rows.Should().NotBeEmpty().And.OnlyContain(row => row.GetProperty("number").GetString()!.StartsWith("114-"));
        var page = await HtmlPage.Read(await auditor.Get("/receipts"));
        page.Texts("section .badge").Should().OnlyContain(text => text == "無缺號");

        using var company = await pages.Open("company1");
        using var own = JsonDocument.Parse(await company.Read("/receipts?format=json"));
        own.RootElement.EnumerateArray().Select(row => row.GetProperty("donor").GetString()).Distinct().Should().ContainSingle();
        var another = await Demo(row => row.DonorName != own.RootElement[0].GetProperty("donor").GetString());
        (await company.Get($"/receipts/{another.PublicCode}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await company.Get($"/receipts/{own.RootElement[0].GetProperty("code").GetString()}")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await company.Read($"/receipts/print?first={another.FullNumber}")).Should().NotContain("receipt-paper\"");
    }

    [Fact]
    public async Task Print_OfARange_IsAPaperForEach()
    {
        using var auditor = await pages.Open("auditor");
        var page = await HtmlPage.Read(await auditor.Get("/receipts/print?first=114-A-000001&last=114-A-000003"));
        page.Texts(".receipt-head dd.figure").Should().Equal("114-A-000001", "114-A-000002", "114-A-000003");
        (await HtmlPage.Read(await auditor.Get("/receipts/print?first=114-A-000001&last=113-A-000003"))).Messages.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Contribution_ShowsItsReceipt()
    {
        var receipt = await Demo(row => row.State == ReceiptState.Issued && row.CopyCount == 0);
        await using var db = pages.Database.Read();
        var gift = await db.Contributions.SingleAsync(row => row.Id == receipt.ContributionId);
        using var auditor = await pages.Open("auditor");
        (await HtmlPage.Read(await auditor.Get($"/contributions/{gift.PublicCode}"))).Links("main .facts a").Should()
            .Contain($"/receipts/{receipt.PublicCode}");
    }

    /// <summary>A gift of the demo whose receipt is voided for this test.</summary>
    private async Task<string> FreedGift()
    {
        using var cashier = await pages.Open("cashier");
        var receipt = await Demo(row => row.State == ReceiptState.Issued && row.CopyCount == 0 && row.ReplacesReceiptId == null);
        (await cashier.Post($"/receipts/{receipt.PublicCode}/void", ("RequestKey", RequestKeys.New()), ("Reason", "測試"))).StatusCode
            .Should().Be(HttpStatusCode.Redirect);
        await using var db = pages.Database.Read();
        return await db.Contributions.Where(row => row.Id == receipt.ContributionId).Select(row => row.PublicCode).SingleAsync();
    }

    private async Task<Receipt[]> Of(string gift)
    {
        await using var db = pages.Database.Read();
        return await (
            from receipt in db.Receipts
            join contribution in db.Contributions on receipt.ContributionId equals contribution.Id
            where contribution.PublicCode == gift
            select receipt).ToArrayAsync();
    }

    private async Task<Receipt> Demo(System.Linq.Expressions.Expression<Func<Receipt, bool>> like)
    {
        await using var db = pages.Database.Read();
        return await db.Receipts.Where(like).OrderBy(row => row.Id).FirstAsync();
    }
}
