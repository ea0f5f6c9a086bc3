namespace FundLedger.UseCases;

/// <summary>Which page of a list is shown; the model of <c>_Pager.cshtml</c>.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Rows per page.</param>
/// <param name="Total">Rows in the whole list.</param>
public record Paging(int Number, int Size, long Total)
{
    public const int DefaultSize = 25;
    private const int Neighbours = 2;

    /// <summary>The requested page, or the nearest there is.</summary>
    public static int Within(int number, int size, long total) => (int)Math.Clamp(number, 1, Math.Max(1, (total + size - 1) / size));

    public long Pages => Math.Max(1, (Total + Size - 1) / Size);

    public long FirstRow => Total == 0 ? 0 : ((long)(Number - 1) * Size) + 1;

    public long LastRow => Math.Min((long)Number * Size, Total);

    /// <summary>The page numbers a pager links to: first, last and the neighbours; null marks a gap.</summary>
    public IEnumerable<long?> Shown()
    {
        var wanted = new SortedSet<long> { 1, Pages };
        wanted.UnionWith(Enumerable.Range(-Neighbours, (2 * Neighbours) + 1).Select(distance => Number + (long)distance)
            .Where(page => page >= 1 && page <= Pages));
        long before = 0;
        foreach (var page in wanted)
        {
            if (page > before + 1) yield return null;
            yield return before = page;
        }
    }
}

/// <summary>One page of a list with its rows.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Number, int Size, long Total) : Paging(Number, Size, Total);
