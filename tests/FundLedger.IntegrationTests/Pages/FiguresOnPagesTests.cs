namespace FundLedger.IntegrationTests.Pages;

/// <summary>What pages sum up, beside the books: <c>Overview</c>, <c>BankOverview</c> and <c>MoneyTrail</c>.</summary>
[Collection(PagesCollection.Name)]
public sealed class FiguresOnPagesTests(PagesFixture pages)
{
    [Fact]
    public async Task Overview_SumsAllFunds()
    {
        using var visitor = await pages.Open("finance");
        var page = await HtmlPage.Read(await visitor.Get("/"));
        var figures = page.Figures("main dl.figures data");
        figures[0].Should().Be(await Ask("SELECT SUM(spendable) FROM ledger.fund_balance"));
        figures[1].Should().Be(await Ask("SELECT SUM(encumbered) FROM ledger.fund_balance"));
        figures[2].Should().Be(figures[0] - figures[1]);
    }

    [Fact]
    public async Task BankOverview_ShowsTheBalanceOfEachAccountInTheBooks()
    {
        using var visitor = await pages.Open("finance");
        var page = await HtmlPage.Read(await visitor.Get("/bank"));
        var accounts = page.Column(1).Where(code => code.StartsWith("1101.", StringComparison.Ordinal)).ToList();
        accounts.Should().NotBeEmpty();
        foreach (var account in accounts)
        {
            var figures = page.Figures($"main tbody tr:nth-child({accounts.IndexOf(account) + 1}) td.amount data");
            figures[0].Should().Be(await Ask(Balance(account)));
        }
    }

    /// <summary>All money of a received contribution is used, set aside or still there.</summary>
    [Fact]
    public async Task MoneyTrail_OfEveryReceivedContribution_LeavesNothingOut()
    {
        using var visitor = await pages.Open("finance");
        var trails = 0;
        foreach (var code in await Codes("SELECT public_code FROM ledger.contribution WHERE received_on IS NOT NULL ORDER BY id"))
        {
            var page = await HtmlPage.Read(await visitor.Get("/contributions/" + code));
            if (page.Figures("section.trail dl.figures data") is not [var contributed, var used, var setAside, var remaining, ..]) continue;
            trails++;
            contributed.Should().Be(used + setAside + remaining, "of {0}", code);
            contributed.Should().Be(await Ask($"SELECT amount FROM ledger.contribution WHERE public_code = '{code}'"));
        }

        trails.Should().BeGreaterThan(10);
    }

    /// <summary>Debits less credits of a ledger account.</summary>
    private static string Balance(string account) => $"""
        SELECT SUM(posting.amount) FROM ledger.posting posting
        JOIN ledger.ledger_account account
          ON account.dedicated_account_id = posting.dedicated_account_id AND account.id = posting.ledger_account_id
        WHERE account.code = '{account}'
        """;

    private Task<long> Ask(string sql) => pages.Database.Ask<long>(pages.Database.Connections.Reporting, sql);

    private async Task<IReadOnlyList<string>> Codes(string sql)
    {
        await using var connection = await pages.Database.Open(pages.Database.Connections.Reporting);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var codes = new List<string>();
        while (await reader.ReadAsync()) codes.Add(reader.GetString(0));
        return codes;
    }
}
