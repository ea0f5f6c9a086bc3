using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>One record of the file.</summary>
/// <param name="Line">The file's line on which the record begins, counted from 1.</param>
/// <param name="EndsQuoted">Its last cell is in quotation marks.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells, bool EndsQuoted)
{
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);

    public string this[int column] => column < Cells.Count ? Cells[column] : "";
}

/// <summary>A CSV file cut into records, and its header found by a profile.</summary>
internal sealed partial class CsvTable
{
    private const int LongestPreamble = 100;
    private static readonly char[] Separators = [',', '\t', ';', '|', ','];

    private CsvTable(IReadOnlyList<CsvRow> rows, int header, IReadOnlyDictionary<CsvColumn, IReadOnlyList<int>> columns, bool endsOpen,
        bool endsWithLine)
    {
        Preamble = rows.Take(header).ToList();
        Header = rows[header];
        Body = rows.Skip(header + 1).ToList();
        Columns = columns;

        // Where every cell is quoted, an empty one at the very end is one whose quotation mark is missing.
        var last = rows[^1];
        EndsInsideRecord = endsOpen || last.Cells.Count < Header.Cells.Count
            || (Header.EndsQuoted && !last.EndsQuoted && !endsWithLine && last.Cells[^1].Length == 0);
    }

    public IReadOnlyList<CsvRow> Preamble { get; }

    public CsvRow Header { get; }

    public IReadOnlyList<CsvRow> Body { get; }

    /// <summary>Positions in the header; more than one for the description only.</summary>
    public IReadOnlyDictionary<CsvColumn, IReadOnlyList<int>> Columns { get; }

    /// <summary>The last record has an open quotation mark or fewer cells than the header.</summary>
    public bool EndsInsideRecord { get; }

    public bool Has(CsvColumn column) => Columns.ContainsKey(column);

    public string Cell(CsvRow row, CsvColumn column) => Columns.TryGetValue(column, out var at) ? row[at[0]].Trim() : "";

    /// <summary>The column's name as the file has it.</summary>
    public string Name(CsvColumn column) => Columns.TryGetValue(column, out var at) ? StatementText.Tidy(Header[at[0]]) : column.ToString();

    /// <summary>
    /// The table, or null when no separator gives a header that fits this profile. Refused when it is wider or longer than
    /// <see cref="StatementLimits"/> allows.
    /// </summary>
    public static Result<CsvTable?> Find(string text, CsvProfile profile)
    {
        var synonyms = profile.Columns.Select(column => (column.Key, Names: column.Value.Select(Fold).ToList())).ToList();
        foreach (var separator in Separators)
        {
            if (separator > 127 && !text.Contains(separator, StringComparison.Ordinal)) continue;
            var (cut, by) = separator > 127 ? (text.Replace(separator, ','), ',') : (text, separator);
            var start = Cut(cut, by, LongestPreamble);
            if (start.IsRefused) return start.Refusal;
            for (var header = 0; header < start.Value.Rows.Count; header++)
            {
                if (Match(start.Value.Rows[header], synonyms) is not { } columns) continue;
                if (!profile.NeededColumns.All(columns.ContainsKey)) continue;
                return Cut(cut, by, StatementLimits.Lines + LongestPreamble).Select<CsvTable?>(whole => new CsvTable(
                    whole.Rows, header, columns, whole.EndsOpen, text.EndsWith('\n') || text.EndsWith('\r')));
            }
        }

        return Result.Of<CsvTable?>(null);
    }

    /// <summary>
    /// Looks at the whole file before it is cut: a line of millions of commas would otherwise become millions of cells. Null when
    /// it is within the limits.
    /// </summary>
    public static Refusal? TooWide(string text)
    {
        var line = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            if (row.Length < StatementLimits.Columns) continue;
            foreach (var separator in Separators)
            {
                if (row.Count(separator) >= StatementLimits.Columns)
                    return StatementRefusals.StatementTooManyColumns(line, StatementLimits.Columns);
            }
        }

        return null;
    }

    /// <summary>Half width, lower case, no white space, nothing in parentheses, no colon at the end.</summary>
    public static string Fold(string text)
    {
        var folded = Ignored().Replace(text.Normalize(NormalizationForm.FormKC), "");
        return folded.TrimEnd(':').ToLowerInvariant();
    }

    public bool IsHeader(CsvRow row) => row.Cells.SequenceEqual(Header.Cells);

    private static Dictionary<CsvColumn, IReadOnlyList<int>>? Match(
        CsvRow row, IReadOnlyList<(CsvColumn Column, List<string> Names)> profile)
    {
        if (row.Cells.Count < 2) return null;
        var names = row.Cells.Select(Fold).ToList();
        var columns = new Dictionary<CsvColumn, IReadOnlyList<int>>();
        foreach (var (column, synonyms) in profile)
        {
            var matches = synonyms.Select(synonym => names.IndexOf(synonym)).Where(at => at >= 0).Distinct().ToList();
            if (matches.Count == 0) continue;
            columns.Add(column, column == CsvColumn.Description ? matches.Order().ToList() : matches.Take(1).ToList());
        }

        var saysAmount = columns.ContainsKey(CsvColumn.Amount)
            || (columns.ContainsKey(CsvColumn.Debit) && columns.ContainsKey(CsvColumn.Credit));
        return columns.ContainsKey(CsvColumn.BookingDate) && saysAmount ? columns : null;
    }

    private static Result<(List<CsvRow> Rows, bool EndsOpen)> Cut(string text, char separator, int most)
    {
        var endsOpen = false;
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record => endsOpen |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        };
        using var reader = CsvReader.FromText(text, options);
        var rows = new List<CsvRow>();
        while (rows.Count < most && reader.Read())
        {
            if (reader.FieldCount > StatementLimits.Columns)
                return StatementRefusals.StatementTooManyColumns((int)reader.LineNumber, StatementLimits.Columns);
            var cells = new string[reader.FieldCount];
            for (var at = 0; at < cells.Length; at++)
            {
                cells[at] = reader.GetString(at);
                if (cells[at].Length > StatementLimits.FieldLength)
                    return StatementRefusals.StatementFieldTooLong((int)reader.LineNumber, StatementLimits.FieldLength);
            }

            rows.Add(new CsvRow((int)reader.LineNumber, cells, reader.RawRecord.EndsWith("\""u8)));
        }

        if (rows.Count > StatementLimits.Lines) return StatementRefusals.StatementTooManyLines(StatementLimits.Lines);
        return (rows, endsOpen);
    }

    [GeneratedRegex(@"\([^)]*\)|\s+")]
    private static partial Regex Ignored();
}
