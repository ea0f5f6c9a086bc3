using System.Globalization;
using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Domain.Tables;

/// <summary>The rows of a sheet as the texts a person sees in it, as far as that is what is stored.</summary>
internal static class XlsxSheet
{
    private const int KeptDigits = 15;
    private const int DaysTo1904 = 1462;

    /// <summary>
    /// Rows as they come. Refused: <see cref="TableRefusals.TableTooManyColumns"/>, <see cref="TableRefusals.TableCellTooLong"/>.
    /// </summary>
    public static IEnumerable<Result<TableRow>> Rows(XmlReader sheet, XlsxWorkbook book)
    {
        var number = 0;
        while (sheet.Read())
        {
            if (sheet.NodeType != XmlNodeType.Element || sheet.LocalName != "row") continue;
            number = sheet.GetAttribute("r") is { } stated ? int.Parse(stated, CultureInfo.InvariantCulture) : number + 1;
            if (sheet.IsEmptyElement) continue;
            using var row = sheet.ReadSubtree();
            yield return Row(row, number, book);
        }
    }

    private static Result<TableRow> Row(XmlReader row, int number, XlsxWorkbook book)
    {
        var (cells, faults) = (new List<string>(), new Dictionary<int, Refusal>());
        while (row.Read())
        {
            if (row.NodeType != XmlNodeType.Element || row.LocalName != "c") continue;
            var at = row.GetAttribute("r") is { } place ? Column(place) : cells.Count;
            var (type, style) = (row.GetAttribute("t"), row.GetAttribute("s"));
            var content = Content.Of(row);
            if (content.IsEmpty) continue;
            if (at >= TableLimits.Columns) return TableRefusals.TableTooManyColumns(number, TableLimits.Columns);
            while (cells.Count <= at) cells.Add("");
            var name = $"{(char)('A' + (at % 26))}{number.ToString(CultureInfo.InvariantCulture)}";
            if (at >= 26) name = (char)('A' + (at / 26) - 1) + name;
            var read = Read(content, type, style, name, book);
            if (read.IsRefused) faults[at] = read.Refusal;
            else if (read.Value.Length > TableLimits.CellLength) return TableRefusals.TableCellTooLong(number, TableLimits.CellLength);
            else cells[at] = read.Value;
        }

        return new TableRow(number, cells, faults.Count == 0 ? null : faults);
    }

    private static Result<string> Read(Content content, string? type, string? style, string name, XlsxWorkbook book)
    {
        if (content.HasFormula) return TableRefusals.CellIsFormula(name);
        return type switch
        {
            "s" => Shared(book, int.Parse(content.Value, CultureInfo.InvariantCulture)),
            "inlineStr" => content.Inline,
            "str" => XlsxWorkbook.Unescaped(content.Value),
            "b" => content.Value == "1" ? "true" : "false",
            "e" => TableRefusals.CellIsError(name, content.Value),
            "d" => content.Value,
            _ => Number(content.Value, IsDate(style, book), name, book.From1904),
        };
    }

    private static string Shared(XlsxWorkbook book, int at) =>
        at >= 0 && at < book.Texts.Count ? book.Texts[at] : throw new InvalidDataException("A cell names a text that is not there.");

    private static bool IsDate(string? style, XlsxWorkbook book) =>
        int.TryParse(style, CultureInfo.InvariantCulture, out var at) && at < book.DateStyles.Count && book.DateStyles[at];

    /// <summary>Plain digits whatever the exponent; a whole number under a date's format is that day.</summary>
    private static Result<string> Number(string value, bool isDate, string name, bool from1904)
    {
        var number = decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (isDate && SerialDay(decimal.Floor(number) + (from1904 ? DaysTo1904 : 0)) is { } day) return LocalDatePattern.Iso.Format(day);
        var digits = number.ToString(CultureInfo.InvariantCulture);
        if (decimal.Truncate(number) == number && digits.Trim('-').Split('.')[0].Length > KeptDigits)
            return TableRefusals.CellLostDigits(name);
        // A tenth is kept as 0.10000000000000001: what is behind the fifteenth digit is the format's, not the person's.
        return decimal.Round(number, 10).ToString("0.##########", CultureInfo.InvariantCulture);
    }

    /// <summary>Day 60 is a 29 February 1900 that never was; from the day after it the count is right.</summary>
    internal static LocalDate? SerialDay(decimal serial) =>
        serial is > 60 and < 109_600 ? new LocalDate(1899, 12, 30).PlusDays((int)serial) : null;

    private static int Column(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetterUpper)) column = checked((column * 26) + (letter - 'A' + 1));
        return column > 0 ? column - 1 : throw new InvalidDataException("A cell says no column.");
    }

    private sealed record Content(string Value, string Inline, bool HasFormula)
    {
        public bool IsEmpty => Value.Length == 0 && Inline.Length == 0 && !HasFormula;

        public static Content Of(XmlReader row)
        {
            if (row.IsEmptyElement) return new Content("", "", false);
            var (value, inline, formula) = ("", "", false);
            using var cell = row.ReadSubtree();
            cell.Read();
            while (cell.Read())
            {
                if (cell.NodeType != XmlNodeType.Element) continue;
                if (cell.LocalName == "f") formula = true;
                if (cell.LocalName == "is") inline = XlsxWorkbook.Text(cell);
                if (cell.LocalName == "v") value = XlsxValue(cell);
            }

            return new Content(value, inline, formula);
        }

        private static string XlsxValue(XmlReader cell)
        {
            using var part = cell.ReadSubtree();
            part.Read();
            return part.ReadElementContentAsString();
        }
    }
}
