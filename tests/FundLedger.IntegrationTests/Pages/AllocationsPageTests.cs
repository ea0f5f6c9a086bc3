using System.Globalization;
using System.Text.Json;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>The page of allocations says what its file says, and its total is that of what is chosen.</summary>
[Collection(PagesCollection.Name)]
public sealed class AllocationsPageTests(PagesFixture pages)
{
    private static readonly string[] Amounts = ["budget", "drawn", "received", "encumbered", "spent", "unspent", "remaining"];

    [Fact]
    public async Task Allocations_OfOneYear_AreTheFilesRowsOfThatYear_AndAddUp()
    {
        using var visitor = await pages.Open("auditor");
        using var all = JsonDocument.Parse(await visitor.Read("/reports/allocations?format=json"));
        var year = Rows(all, "rows")[0].GetProperty("fiscal_year").GetInt32();
        using var chosen = JsonDocument.Parse(await visitor.Read($"/reports/allocations?year={year}&format=json"));
        var versions = Rows(chosen, "rows");
        versions.Should().NotBeEmpty().And.OnlyContain(row => row.GetProperty("fiscal_year").GetInt32() == year);
        versions.Should().HaveCountLessThan(Rows(all, "rows").Length);

        var total = Rows(chosen, "totals").Single();
        foreach (var column in Amounts)
        {
            var sum = versions.Where(row => row.GetProperty("in_force").GetBoolean()).Sum(row => Amount(row, column));
            Amount(total, column).Should().Be(sum, "of {0}", column);
        }

        var page = await HtmlPage.Read(await visitor.Get($"/reports/allocations?year={year}"));
        page.Texts("main tfoot td.amount")[0].Should().Be(Amount(total, "budget").ToString("N0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Allocations_OfAYearThatHasNone_SaySo_AndWhatIsNoYearIsNamed()
    {
        using var visitor = await pages.Open("auditor");
        (await HtmlPage.Read(await visitor.Get("/reports/allocations?year=1999"))).IsEmpty.Should().BeTrue();
        (await visitor.Read("/reports/allocations?year=soon")).Should().Contain("soon");
    }

    private static JsonElement[] Rows(JsonDocument file, string name) => [.. file.RootElement.GetProperty(name).EnumerateArray()];

    private static long Amount(JsonElement row, string column) =>
        long.Parse(row.GetProperty(column).GetString()!, CultureInfo.InvariantCulture);
}
