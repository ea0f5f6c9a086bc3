using FundLedger.UseCases;

namespace FundLedger.IntegrationTests.Display;

public sealed class PagingTests
{
    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 50, "1 2 3 … 50")]
    [InlineData(4, 50, "1 2 3 4 5 6 … 50")]
    [InlineData(7, 50, "1 … 5 6 7 8 9 … 50")]
    [InlineData(49, 50, "1 … 47 48 49 50")]
    [InlineData(50, 50, "1 … 48 49 50")]
    [InlineData(60, 50, "1 … 50")]
    public void Shown_NamesFirstLastAndNeighbours(int number, int pages, string shown) =>
        string.Join(' ', new Paging(number, 25, pages * 25).Shown()
            .Select(page => page?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "…"))
            .Should().Be(shown);

    [Fact]
    public void Rows_OfTheLastPage_EndAtTheTotal()
    {
        var last = new Paging(50, 25, 1234);
        (last.FirstRow, last.LastRow, last.Pages).Should().Be((1226, 1234, 50));
    }

    [Fact]
    public void Rows_OfAnEmptyList_AreNone()
    {
        var empty = new Paging(1, 25, 0);
        (empty.FirstRow, empty.LastRow, empty.Pages).Should().Be((0, 0, 1));
    }
}
