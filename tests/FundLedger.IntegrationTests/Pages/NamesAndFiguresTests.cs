using System.Net;
using FundLedger.Domain.Ledger;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>How tables of figures read: zero is a dash, names stand where codes would, and an entry leads to what caused it.</summary>
[Collection(PagesCollection.Name)]
public sealed class NamesAndFiguresTests(PagesFixture pages)
{
    [Theory]
    [InlineData("/reports/trial-balance?byFund=true")]
    [InlineData("/reports/fund-statement?from=2021-01-01")]
    [InlineData("/funds")]
    public async Task Zero_InATableOfFigures_IsADashAndNoCellIsEmpty(string address)
    {
        using var visitor = await pages.Open("auditor");
        var page = await HtmlPage.Read(await visitor.Get(address));
        page.Texts("main td.amount data[value='0']").Should().NotBeEmpty().And.OnlyContain(text => text == "–");
        page.Figures("main td.amount data").Should().HaveCount(page.Count("main td.amount"), "none of the cells is empty");
    }

    /// <summary>Of every kind of document that has caused an entry.</summary>
    [Fact]
    public async Task Entry_CausedByADocument_LeadsToIt()
    {
        using var visitor = await pages.Open("auditor");
        var kinds = new HashSet<DocumentKind>();
        foreach (var address in pages.Addresses.Of(pages.Routes().Single(route => route.Route == "/journal/{year:int}/{number:long}")))
        {
            var parts = address.Split('/');
            var kind = await Ask<int>($"""
                SELECT COALESCE(document_kind, 0) FROM ledger.entry WHERE fiscal_year = {parts[2]} AND number = {parts[3]}
                """);
            if (kind is 0 or (int)DocumentKind.Opening) continue;
            kinds.Add((DocumentKind)kind);
            var page = await HtmlPage.Read(await visitor.Get(address));
            var link = page.Links("main dl.facts dd:has(.cell-code) a").Should().ContainSingle("of {0}", address).Subject;
            (await visitor.Get(link)).StatusCode.Should().Be(HttpStatusCode.OK, "of {0}", link);
        }

        kinds.Should().Contain([
            DocumentKind.Contribution, DocumentKind.Disbursement, DocumentKind.ExpectedReturn, DocumentKind.StatementLine,
            DocumentKind.ManualVoucher, DocumentKind.YearClosing,
        ]);
    }

    [Fact]
    public async Task Donor_ReadsNamesOfFundsAndNoneOfTheirCodes()
    {
        var codes = await Ask<string>("SELECT STRING_AGG(code, ',') FROM ledger.fund");
        using var company = await pages.Open("company1");
        var list = await HtmlPage.Read(await company.Get("/contributions"));
        var gifts = list.Links("main tbody th a");
        gifts.Should().NotBeEmpty();
        foreach (var address in gifts.Append("/contributions"))
        {
            var page = await HtmlPage.Read(await company.Get(address));
            page.Texts("main .named").Should().NotBeEmpty();
            var text = string.Join('\n', page.Texts("main"));
            codes.Split(',').Where(code => text.Contains(code, StringComparison.Ordinal)).Should().BeEmpty("of {0}", address);
        }
    }

    [Theory]
    [InlineData("/journal")]
    [InlineData("/funds")]
    [InlineData("/disbursements")]
    [InlineData("/contributions")]
    public async Task List_NamesFundsFirstAndTheirCodesBehind(string address)
    {
        using var visitor = await pages.Open("auditor", PagesFixture.English);
        var page = await HtmlPage.Read(await visitor.Get(address));
        page.Texts(".cell-code").Should().NotBeEmpty();
        page.Texts("main .named, main th:has(.cell-code)").Should().NotBeEmpty().And.OnlyContain(
            text => !text.StartsWith("DON-", StringComparison.Ordinal) && !text.StartsWith("CEN-", StringComparison.Ordinal));
    }

    private Task<T> Ask<T>(string sql) => pages.Database.Ask<T>(pages.Database.Connections.Reporting, sql);
}
