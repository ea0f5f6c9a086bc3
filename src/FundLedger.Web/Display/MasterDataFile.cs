using System.Globalization;
using System.Text;
using FundLedger.Domain.MasterData;
using FundLedger.UseCases.MasterData;
using Microsoft.AspNetCore.Mvc;
using MiniExcelLibs;

namespace FundLedger.Web.Display;

/// <summary>
/// Master data as a file that can be sent back: headings and words in the reader's language, everything else in the one form that
/// reads as itself. All cells of a workbook are texts, so that no spreadsheet takes zeros off a number.
/// </summary>
internal static class MasterDataFile
{
    public const string Csv = "csv";
    public const string Xlsx = "xlsx";

    public static IReadOnlyList<string> Formats { get; } = [Csv, Xlsx];

    public static bool Wanted(string? format) => format is Csv or Xlsx;

    public static FileContentResult File(string format, MasterDataKind kind, IEnumerable<RowValues> rows) =>
        Download(format, kind.Name, Write(format, kind, rows));

    /// <summary>The headings and one row that shows how cells are filled in.</summary>
    public static IEnumerable<RowValues> Example(MasterDataKind kind) => Example(kind.Columns);

    public static byte[] Write(string format, MasterDataKind kind, IEnumerable<RowValues> rows) =>
        Write(format, kind.Name, kind.Columns, rows);

    /// <summary>The file to fill in for other columns than a kind's.</summary>
    /// <param name="name">Of the file and its sheet.</param>
    public static byte[] Template(string format, string name, IReadOnlyList<MasterDataColumn> columns) =>
        Write(format, name, columns, Example(columns));

    public static FileContentResult Download(string format, string name, byte[] content) => new(
        content, format == Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    {
        FileDownloadName = $"{name}.{format}",
    };

    private static RowValues[] Example(IReadOnlyList<MasterDataColumn> columns) =>
        [new(columns.ToDictionary(column => column.Name, string? (column) => column.Example, StringComparer.Ordinal))];

    private static byte[] Write(string format, string name, IReadOnlyList<MasterDataColumn> columns, IEnumerable<RowValues> rows)
    {
        var headings = columns.Select(column => Wording.Name(column.Chinese, column.English)).ToArray();
        var cells = rows.Select(row => columns.Select(column => Cell(column, row[column.Name])).ToArray());
        return format == Csv ? WriteCsv(cells.Prepend(headings)) : WriteXlsx(name, cells.Prepend(headings));
    }

    private static string Cell(MasterDataColumn column, string? value) => column.Type switch
    {
        _ when value is null => "",
        ColumnType.Choice => ChoiceWord(column, value),
        ColumnType.Flag => FlagWord(value),
        _ => value,
    };

    public static string ChoiceWord(MasterDataColumn column, string value) =>
        column.Choices.FirstOrDefault(choice => choice.Value == value) is { } choice ? Wording.Name(choice.Chinese, choice.English) : value;

    public static string FlagWord(string value) => value switch
    {
        CellText.Yes => Wording.Name("是", "yes"),
        CellText.No => Wording.Name("否", "no"),
        _ => value,
    };

    private static byte[] WriteCsv(IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(',', row.Select(cell => Escaped(CellText.Quoted(cell)))).Append("\r\n");
        // With the mark, spreadsheets read the Chinese right.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Escaped(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? cell
        : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static byte[] WriteXlsx(string name, IEnumerable<string[]> rows)
    {
        using var file = new MemoryStream();
        file.SaveAs(
            rows.Select(row => row.Select((cell, at) => (Cell: InWorkbook(cell), At: at)).ToDictionary(
                pair => pair.At.ToString("D2", CultureInfo.InvariantCulture), object (pair) => pair.Cell)),
            printHeader: false, sheetName: name);
        return file.ToArray();
    }

    /// <summary>A text never runs as a formula there; but an apostrophe of its own must not be taken for the one that CSV adds.</summary>
    private static string InWorkbook(string cell) => cell.StartsWith('\'') ? CellText.Quoted(cell) : cell;
}
