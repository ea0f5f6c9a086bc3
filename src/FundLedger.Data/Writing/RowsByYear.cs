using FundLedger.Data.Engines;

namespace FundLedger.Data.Writing;

/// <summary>Rows to append to a table that holds every fiscal year, apart where the engine keeps years apart.</summary>
internal sealed class RowsByYear(DatabaseEngine engine, string table, long accountId, IReadOnlyList<string> columns, int expected)
{
    private readonly SortedDictionary<string, AppendedRows> parts = new(StringComparer.Ordinal);
    private AppendedRows? last;
    private int lastYear;

    public IEnumerable<TableChange> Parts => parts.Values;

    /// <summary>The rows among which one of this year belongs.</summary>
    public AppendedRows Of(int fiscalYear)
    {
        if (last is not null && lastYear == fiscalYear) return last;
        var part = engine.TableOf(fiscalYear, table, expected);
        if (!parts.TryGetValue(part, out last)) parts.Add(part, last = engine.Rows(part, accountId, columns, expected));
        lastYear = fiscalYear;
        return last;
    }
}
