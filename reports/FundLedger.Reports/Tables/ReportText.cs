using System.Text;

namespace FundLedger.Reports;

/// <summary>A table as aligned plain text for a terminal; Chinese characters count two columns.</summary>
public static class ReportText
{
    public static void Write(ReportTable table, TextWriter output, Headings headings = Headings.English)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(table.Title.Heading(headings));
        foreach (var fact in table.Facts.Where(fact => fact.Value is not null))
        {
            output.WriteLine($"{fact.Heading(headings)}: {ReportCell.Text(fact.Value)}");
        }

        output.WriteLine();
        var heading = table.Columns.Select(column => column.Heading(headings)).ToArray();
        var rows = table.Rows.Select(Cells).ToArray();
        var totals = table.Totals.Select(Cells).ToArray();
        var widths = table.Columns
            .Select((_, index) => rows.Concat(totals).Append(heading).Max(row => Width(row[index])))
            .ToArray();
        WriteRow(heading);
        output.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (var row in rows) WriteRow(row);
        if (totals.Length > 0) output.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (var row in totals) WriteRow(row);

        void WriteRow(string[] cells) => output.WriteLine(string.Join("  ", cells.Select((cell, index) =>
        {
            var padding = new string(' ', widths[index] - Width(cell));
            return table.Columns[index].AlignsRight ? padding + cell : cell + padding;
        })).TrimEnd());
    }

    private static string[] Cells(IReadOnlyList<object?> row) => row.Select(cell => OneLine(ReportCell.Text(cell))).ToArray();

    /// <summary>Control characters could write over other rows of a terminal.</summary>
    private static string OneLine(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character))
        : text;

    private static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>East Asian wide and full-width blocks (Unicode TR 11), roughly: enough for names and headings.</summary>
    private static int Width(Rune rune) => rune.Value switch
    {
        < 0x1100 => 1,
        <= 0x115F or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) => 2,
        (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) => 2,
        >= 0x1F300 and <= 0x3FFFD => 2,
        _ => 1,
    };
}
