using System.Text.Json;
using FundLedger.IntegrationTests.Access;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>
/// Filters, sorting and paging of the lists: <c>DisbursementList</c>, <c>ReturnList</c>, <c>StatementLineList</c> and
/// <c>ContributionList</c>, read as the pages and their exports show them.
/// </summary>
[Collection(PagesCollection.Name)]
public sealed class ListPagesTests(PagesFixture pages)
{
    private const int RowsOfAPage = 25;

    [Theory]
    [InlineData("/disbursements", "state")]
    [InlineData("/returns", "state")]
    [InlineData("/bank/lines", "state")]
    [InlineData("/contributions", "state")]
    [InlineData("/contributions", "kind")]
    [InlineData("/disbursements", "fund")]
    public async Task Filter_ByEachValueThereIs_PartsTheWholeList(string list, string field)
    {
        using var visitor = await pages.Open("finance");
        var all = await Rows(visitor, list);
        all.Should().NotBeEmpty();
        var parts = all.GroupBy(row => Text(row, field)).ToList();
        parts.Count.Should().BeGreaterThan(1, "the demo has rows to tell apart");
        foreach (var part in parts)
        {
            var rows = await Rows(visitor, $"{list}?{field}={Uri.EscapeDataString(part.Key)}");
            rows.Select(row => row.GetRawText()).Should().BeEquivalentTo(part.Select(row => row.GetRawText()), "of {0}", part.Key);
        }
    }

    [Theory]
    [InlineData("/disbursements", "purpose")]
    [InlineData("/contributions", "description")]
    [InlineData("/bank/lines", "counterparty")]
    public async Task Filter_ByAText_GivesTheRowsThatHoldIt(string list, string field)
    {
        using var visitor = await pages.Open("finance");
        var wanted = Text((await Rows(visitor, list)).First(row => Text(row, field).Length > 3), field);
        var rows = await Rows(visitor, $"{list}?text={Uri.EscapeDataString(wanted)}");
        rows.Should().NotBeEmpty();
        rows.Should().OnlyContain(row => row.GetRawText().Contains(wanted, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/contributions", "pledged_on")]
    [InlineData("/bank/lines", "booking_date")]
    public async Task Filter_ByDates_GivesBothEndsAndNothingOutside(string list, string field)
    {
        using var visitor = await pages.Open("finance");
        var days = (await Rows(visitor, list)).Select(row => Text(row, field)).Order(StringComparer.Ordinal).ToList();
        var (from, to) = (days[days.Count / 4], days[days.Count * 3 / 4]);
        var rows = await Rows(visitor, $"{list}?from={from}&to={to}");
        rows.Select(row => Text(row, field)).Order(StringComparer.Ordinal).Should().Equal(
            days.Where(day => string.CompareOrdinal(day, from) >= 0 && string.CompareOrdinal(day, to) <= 0));
    }

    [Theory]
    [InlineData("/disbursements?state=Paid", "amount")]
    [InlineData("/contributions", "amount")]
    [InlineData("/bank/lines", "amount")]
    [InlineData("/bank/lines", "date")]
    [InlineData("/contributions", "date")]
    [InlineData("/returns?state=Received", "due")]
    public async Task Sort_ByAColumn_OrdersBothWays(string list, string column)
    {
        using var visitor = await pages.Open("finance");
        var join = list.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        var field = (list.Split('?')[0], column) switch
        {
            ("/bank/lines", "date") => "booking_date",
            ("/contributions", "date") => "pledged_on",
            (_, "due") => "due_on",
            _ => column,
        };
        var up = (await Rows(visitor, $"{list}{join}sort={column}")).Select(Sorted).ToList();
        var down = (await Rows(visitor, $"{list}{join}sort=-{column}")).Select(Sorted).ToList();
        up.Distinct().Count().Should().BeGreaterThan(1);
        up.Should().BeInAscendingOrder();
        down.Should().BeInDescendingOrder();
        down.Should().Equal(up.AsEnumerable().Reverse());

        IComparable Sorted(JsonElement row) => column == "amount"
            ? decimal.Parse(Text(row, field), System.Globalization.CultureInfo.InvariantCulture)
            : DateOnly.Parse(Text(row, field), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("/bank/lines")]
    [InlineData("/contributions")]
    public async Task Pages_OneAfterTheOther_HoldEveryRowOnce(string list)
    {
        using var visitor = await pages.Open("finance");
        var total = (await Rows(visitor, list)).Count;
        var shown = new List<string>();
        for (var number = 1; number <= (total + RowsOfAPage - 1) / RowsOfAPage; number++)
        {
            var page = await HtmlPage.Read(await visitor.Get($"{list}?page={number}"));
            shown.AddRange(page.Links("main tbody a[href^='" + list + "/']"));
        }

        total.Should().BeGreaterThan(RowsOfAPage, "the demo fills more than one page");
        shown.Distinct().Should().HaveCount(total);
    }

    [Fact]
    public async Task Page_BeyondTheLast_ShowsTheLast()
    {
        using var visitor = await pages.Open("finance");
        var total = (await Rows(visitor, "/bank/lines")).Count;
        var last = await HtmlPage.Read(await visitor.Get($"/bank/lines?page={(total + RowsOfAPage - 1) / RowsOfAPage}"));
        var beyond = await HtmlPage.Read(await visitor.Get("/bank/lines?page=99999"));
        beyond.Column(0).Should().Equal(last.Column(0)).And.NotBeEmpty();
    }

    [Fact]
    public async Task Contributions_OfACompany_AreItsOwnAlone()
    {
        using var company = await pages.Open("company1");
        using var finance = await pages.Open("finance");
        var own = await Rows(company, "/contributions");
        own.Select(row => Text(row, "payer")).Distinct().Should().ContainSingle();
        var payer = Text(own[0], "payer");
        (await Rows(finance, "/contributions")).Where(row => Text(row, "payer") == payer).Select(row => Text(row, "code"))
            .Should().BeEquivalentTo(own.Select(row => Text(row, "code")));
    }

    private static async Task<List<JsonElement>> Rows(BrowserlessClient visitor, string list)
    {
        var address = list + (list.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "format=json";
        using var document = JsonDocument.Parse(await visitor.Read(address));
        return [.. document.RootElement.EnumerateArray().Select(row => row.Clone())];
    }

    private static string Text(JsonElement row, string field) => row.GetProperty(field) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Null } => "",
        var other => other.GetRawText(),
    };
}
