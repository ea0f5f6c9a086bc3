using System.Net;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>The general ledger on its page, and the way to it from the trial balance.</summary>
[Collection(PagesCollection.Name)]
public sealed class GeneralLedgerPageTests(PagesFixture pages)
{
    [Fact]
    public async Task EveryFigureOfTheTrialBalance_LeadsToTheLedgerThatEndsWithIt()
    {
        using var visitor = await pages.Open("auditor");
        var trial = await HtmlPage.Read(await visitor.Get("/reports/trial-balance?asOf=2026-06-30&byFund=true&fund=DON-GENERAL"));
        var links = trial.Links("main tbody th[scope=row] a");
        links.Should().NotBeEmpty().And.OnlyContain(
            link => link.Contains("&fund=DON-GENERAL&to=2026-06-30", StringComparison.Ordinal));
        foreach (var link in links)
        {
            var ledger = await HtmlPage.Read(await visitor.Get(link));
            var figures = trial.Figures($"main tbody tr:has(th a[href='{link}']) td.amount data");
            ledger.Figures("main tfoot td.amount data").Should().Equal(figures[0], figures[1], figures[2] + figures[3]);
            ledger.Links("main tbody td a").Should().OnlyContain(entry => entry.StartsWith("/journal/", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task TrialBalance_AsKnownEarlier_LeadsToNoLedgerThatSaysOtherwise()
    {
        using var visitor = await pages.Open("auditor");
        var trial = await HtmlPage.Read(await visitor.Get("/reports/trial-balance?knownAt=2026-06-30"));
        trial.Links("main td.amount a").Should().BeEmpty();
    }

    [Fact]
    public async Task Ledger_PageByPage_GoesOnWithTheBalanceOfThePageBefore()
    {
        using var visitor = await pages.Open("finance");
        var first = await HtmlPage.Read(await visitor.Get("/reports/general-ledger?account=1101.01"));
        var second = await HtmlPage.Read(await visitor.Get("/reports/general-ledger?account=1101.01&page=2"));
        second.Figures("main tbody tr.total-row data").Should().Equal(first.Figures("main tbody tr:last-child td:last-child data"));
        second.Figures("main tfoot data").Should().Equal(first.Figures("main tfoot data"), "the totals are those of the whole selection");
        var beyond = await HtmlPage.Read(await visitor.Get("/reports/general-ledger?account=1101.01&page=99999"));
        beyond.Figures("main tbody tr:last-child td:last-child data").Should().Equal(beyond.Figures("main tfoot td:last-child data"));
    }

    [Fact]
    public async Task Ledger_WithoutAnAccount_AsksForOne_AndOfAnUnknownOneSaysSo()
    {
        using var visitor = await pages.Open("finance");
        (await HtmlPage.Read(await visitor.Get("/reports/general-ledger"))).IsEmpty.Should().BeTrue();
        (await HtmlPage.Read(await visitor.Get("/reports/general-ledger?account=0000"))).Messages.Should()
            .Contain(message => message.Contains("ReportAccountNotFound", StringComparison.Ordinal));
        (await visitor.Get("/reports/general-ledger?account=0000&format=csv")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Ledger_AsAFile_HasEveryLineWhateverPageIsShown()
    {
        using var visitor = await pages.Open("finance");
        var file = await visitor.Read("/reports/general-ledger?account=1101.01&page=2&format=csv");
        var lines = await pages.Database.Ask<int>(pages.Database.Connections.Reporting, """
            SELECT COUNT(*) FROM ledger.posting posting
            JOIN ledger.ledger_account account ON account.id = posting.ledger_account_id
              AND account.dedicated_account_id = posting.dedicated_account_id
            WHERE account.code = '1101.01'
            """);
        file.Split("posting,").Should().HaveCount(lines + 1);
    }
}
