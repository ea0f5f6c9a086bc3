namespace FundLedger.IntegrationTests.Pages;

/// <summary>What a report says of itself on paper: what it was asked for in words, its unit, who made it, and where to sign.</summary>
[Collection(PagesCollection.Name)]
public sealed class PrintedReportTests(PagesFixture pages)
{
    [Theory]
    [InlineData(
        "/reports/trial-balance?asOf=2026-06-30&fund=DON-GENERAL&knownAt=2026-07-31", "115年6月30日", "捐贈－未指定用途", "115年7月31日 23:59")]
    [InlineData("/reports/trial-balance", "全部基金別", "目前已登錄之全部資料")]
    [InlineData("/reports/general-ledger?account=1101.01&from=2026-01-01", "115年1月1日 至 最新", "全部基金別")]
    [InlineData(
        "/reports/fund-statement?from=2026-01-01&to=2026-06-30&fund=DON-GENERAL", "115年1月1日 至 115年6月30日", "捐贈－未指定用途")]
    [InlineData("/reports/allocations?year=2025", "114年")]
    [InlineData("/reports/manual-vouchers", "帳簿起始 至 最新")]
    [InlineData("/journal?fund=DON-GENERAL&account=4101", "捐贈－未指定用途", "捐贈收入")]
    public async Task Report_OnPaper_SaysWhatItWasAskedForAndWhoSigns(string address, params string[] facts)
    {
        using var visitor = await pages.Open("auditor");
        var page = await HtmlPage.Read(await visitor.Get(address));
        var printed = string.Join('\n', page.Texts(".print-facts dd"));
        foreach (var fact in facts.Append("新臺幣元")) printed.Should().Contain(fact);
        page.Texts(".print-signatures p").Should().Equal("製表", "覆核", "主辦會計", "機關首長");
        page.Texts(".print-head").Single().Should().Contain("吳稽核");
    }

    [Fact]
    public async Task Page_ThatIsNoReport_HasNothingToSign()
    {
        using var visitor = await pages.Open("auditor");
        var page = await HtmlPage.Read(await visitor.Get("/contributions"));
        page.Count(".print-facts, .print-signatures").Should().Be(0);
    }
}
