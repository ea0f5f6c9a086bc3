using System.Globalization;

namespace FundLedger.IntegrationTests.Pages;

/// <summary>The page of allocations says what its file says, and its total is that of what is chosen.</summary>
[Collection(PagesCollection.Name)]
public sealed class AllocationsPageTests(PagesFixture pages)
{
    [Fact]
    public async Task Allocations_OfOneYear_AreTheFilesRowsOfThatYear_AndAddUp()
    {
        using var visitor = await pages.Open("auditor");
        var all = Rows(await visitor.Read("/reports/allocations?format=csv"));
        var year = all.First(row => row[4].Length > 0)[4];
        var chosen = Rows(await visitor.Read($"/reports/allocations?year={year}&format=csv"));
        var versions = chosen.Where(row => row[4].Length > 0).ToArray();
        versions.Should().NotBeEmpty().And.OnlyContain(row => row[4] == year).And.HaveCountLessThan(all.Length);

        var inForce = versions.Where(row => row[9].Length > 0).ToArray();
        var total = chosen.Single(row => row[4].Length == 0);
        foreach (var column in Enumerable.Range(8, 7))
            Amount(total[column]).Should().Be(inForce.Sum(row => Amount(row[column])), "of column {0}", column);

        var page = await HtmlPage.Read(await visitor.Get($"/reports/allocations?year={year}"));
        page.Texts("main tfoot td.amount").First().Should().Be(Amount(total[8]).ToString("N0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Allocations_OfAYearThatHasNone_SaySo_AndWhatIsNoYearIsNamed()
    {
        using var visitor = await pages.Open("auditor");
        (await HtmlPage.Read(await visitor.Get("/reports/allocations?year=1999"))).IsEmpty.Should().BeTrue();
        (await visitor.Read("/reports/allocations?year=soon")).Should().Contain("soon");
    }

    private static string[][] Rows(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(','))];

    private static long Amount(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);
}
