using CsvHelper;

namespace FundLedger.Reports;

/// <summary>
/// A table as CSV (RFC 4180, CRLF). A text that a spreadsheet would run as a formula gets a leading apostrophe;
/// figures and dates are written by us and stay as they are.
/// </summary>
public static class ReportCsv
{
    /// <summary>What begins a formula, also behind blanks or control characters (OWASP, CSV injection).</summary>
    private const string FormulaStarts = "=+-@＝＋－＠";

    public static void Write(ReportTable table, TextWriter output, Headings headings = Headings.Keys)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var csv = CsvWriter.Create(output, CsvWriterOptions.Default, leaveOpen: true);
        foreach (var column in table.Columns) csv.WriteField(Safe(column.Heading(headings)));
        csv.EndRecord();
        foreach (var row in table.Rows.Concat(table.Totals))
        {
            foreach (var cell in row) csv.WriteField(cell is string text ? Safe(text) : ReportCell.Text(cell));
            csv.EndRecord();
        }
    }

    /// <summary>The text as a spreadsheet may safely open it.</summary>
    public static string Safe(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = text.AsSpan().TrimStart(" \t\r\n\v\f\0\u00A0\u3000\uFEFF");
        var startsWithControl = text.StartsWith('\t') || text.StartsWith('\r') || text.StartsWith('\n');
        return startsWithControl || (!first.IsEmpty && FormulaStarts.Contains(first[0], StringComparison.Ordinal)) ? "'" + text : text;
    }
}
