using CsvHelper;
using FundLedger.Domain.Banking.Statements;

namespace FundLedger.Domain.Tables;

/// <summary>A CSV file with a header row.</summary>
internal static class CsvTableReader
{
    private static readonly char[] Separators = [',', '\t', ';'];

    public static Result<TableFile> Read(ReadOnlySpan<byte> content, string fileName)
    {
        var decoded = StatementText.Decode(content);
        if (decoded.IsRefused || StatementText.UnknownCharacter(decoded.Value) is not null || decoded.Value.Contains('\0'))
            return TableRefusals.TableEncodingWrong(fileName);
        var text = decoded.Value;
        if (TooWide(text) is { } wide) return wide;

        var open = false;
        var options = new CsvReaderOptions
        {
            Separator = Separator(text),
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record => open |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        };
        using var reader = CsvReader.FromText(text, options);
        var rows = new List<TableRow>();
        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            if (open) return TableRefusals.TableQuoteOpen(line);
            if (rows.Count > TableLimits.Rows + 1) return TableRefusals.TableTooManyRows(fileName, TableLimits.Rows);
            if (reader.FieldCount > TableLimits.Columns) return TableRefusals.TableTooManyColumns(line, TableLimits.Columns);
            var cells = new string[reader.FieldCount];
            for (var at = 0; at < cells.Length; at++)
            {
                cells[at] = reader.GetString(at);
                if (cells[at].Length > TableLimits.CellLength) return TableRefusals.TableCellTooLong(line, TableLimits.CellLength);
            }

            var row = new TableRow(line, cells);
            if (!row.IsBlank) rows.Add(row);
        }

        return open ? TableRefusals.TableQuoteOpen(rows.Count == 0 ? 1 : rows[^1].Number) : TableFile.Of(rows, fileName);
    }

    /// <summary>The one that stands most often in the first line that says something.</summary>
    private static char Separator(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace()) continue;
            var best = Separators[0];
            foreach (var separator in Separators)
            {
                if (line.Count(separator) > line.Count(best)) best = separator;
            }

            return best;
        }

        return Separators[0];
    }

    /// <summary>Looked for before the text is cut: a line of a million commas would otherwise become a million cells.</summary>
    private static Refusal? TooWide(string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.Length < TableLimits.Columns) continue;
            foreach (var separator in Separators)
            {
                // Text between quotation marks may have some, too.
                if (line.Count(separator) > TableLimits.CellLength) return TableRefusals.TableTooManyColumns(number, TableLimits.Columns);
            }
        }

        return null;
    }
}
