namespace FundLedger.Domain.Tables;

/// <summary>How much of a table that people fill in is read; a file beyond any of these is refused before it costs much.</summary>
public static class TableLimits
{
    public const int Megabytes = 2;

    public const int Bytes = Megabytes * 1024 * 1024;

    /// <summary>Rows below the header.</summary>
    public const int Rows = 20_000;

    public const int Columns = 60;

    /// <summary>Characters of one cell.</summary>
    public const int CellLength = 2_000;
}

/// <summary>One row below the header.</summary>
/// <param name="Number">The row as the spreadsheet, or the line as the text file counts it, from 1.</param>
/// <param name="Cells">Texts as they stand there; as many as the header has, missing ones empty.</param>
/// <param name="Faults">Cells that hold no value, by position: a formula, an error. Null when there are none.</param>
public sealed record TableRow(int Number, IReadOnlyList<string> Cells, IReadOnlyDictionary<int, Refusal>? Faults = null)
{
    public bool IsBlank => Faults is null && Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>A table with a header row; rows without any text are left out.</summary>
public sealed record TableFile(IReadOnlyList<string> Header, IReadOnlyList<TableRow> Rows)
{
    /// <summary>
    /// Reads CSV (UTF-8, UTF-16 or Big5; separated by commas, tabs or semicolons) or the first sheet of an XLSX file; what it
    /// is, its bytes say. Refused: everything in <see cref="TableRefusals"/> but the faults of single cells, which stand in
    /// the rows.
    /// </summary>
    public static Result<TableFile> Read(ReadOnlyMemory<byte> content, string fileName)
    {
        if (content.Length > TableLimits.Bytes) return TableRefusals.TableFileTooLarge(fileName, TableLimits.Megabytes);
        var start = content.Span;
        if (start.StartsWith("PK"u8)) return XlsxReader.Read(content, fileName);
        // The compound file of Excel before 2007, and of encrypted workbooks.
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return TableRefusals.TableFormatOld(fileName);
        return CsvTableReader.Read(start, fileName);
    }

    /// <summary>The first row that says something is the header; all others get as many cells as it has.</summary>
    internal static Result<TableFile> Of(IEnumerable<TableRow> rows, string fileName)
    {
        TableRow? header = null;
        var width = 0;
        var body = new List<TableRow>();
        foreach (var row in rows.Where(row => !row.IsBlank))
        {
            if (header is null)
            {
                if (row.Faults is { } faults) return faults.Values.First();
                header = row;
                width = row.Cells.Count;
                while (string.IsNullOrWhiteSpace(row.Cells[width - 1])) width--;
                continue;
            }

            if (Beyond(row, width) is { } at) return TableRefusals.TableRowTooWide(row.Number, at + 1, width);
            if (body.Count == TableLimits.Rows) return TableRefusals.TableTooManyRows(fileName, TableLimits.Rows);
            body.Add(row with { Cells = [.. Enumerable.Range(0, width).Select(at => at < row.Cells.Count ? row.Cells[at] : "")] });
        }

        return header is null ? TableRefusals.TableFileEmpty(fileName) : new TableFile([.. header.Cells.Take(width)], body);
    }

    /// <summary>The first cell with something in it that stands under no heading.</summary>
    private static int? Beyond(TableRow row, int width)
    {
        for (var at = width; at < row.Cells.Count; at++)
        {
            if (!string.IsNullOrWhiteSpace(row.Cells[at])) return at;
        }

        var fault = row.Faults?.Keys.DefaultIfEmpty(-1).Max();
        return fault >= width ? fault : null;
    }
}
