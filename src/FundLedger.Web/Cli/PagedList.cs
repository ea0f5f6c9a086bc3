using FundLedger.Domain;
using FundLedger.UseCases;

namespace FundLedger.Web.Cli;

/// <summary>Prints a list that is read by pages, however long it is.</summary>
internal static class PagedList
{
    /// <summary>Rows read at a time.</summary>
    private const int PageSize = 500;

    /// <param name="read">Gives the page of that number and size.</param>
    /// <param name="print">Writes a row.</param>
    /// <returns>Done, or the first page's refusal.</returns>
    public static async Task<Result<int>> Print<TRow>(Func<int, int, Task<Result<PageOf<TRow>>>> read, Action<TRow> print)
    {
        for (var number = 1; ; number++)
        {
            var page = await read(number, PageSize);
            if (page.IsRefused) return page.Refusal;
            foreach (var row in page.Value.Rows) print(row);
            if (page.Value.Number >= page.Value.Pages) return ExitCode.Done;
        }
    }
}
