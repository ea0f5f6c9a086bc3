using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FundLedger.Domain.Ledger;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Web.Display;

/// <summary>
/// A list as a file: the same rows as on the page, all of them, with ISO dates and full digits whatever the language.
/// Columns are the properties of the row's type, in their order.
/// </summary>
internal static class ListExport
{
    public const string Csv = "csv";
    public const string Json = "json";

    /// <summary>Most rows one export holds; a longer list must be narrowed by its filters or taken from the reports.</summary>
    public const int LongestList = 100_000;

    private static readonly JsonSerializerOptions JsonForm = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    public static bool Wanted(string? format) => format is Csv or Json;

    /// <param name="format"><see cref="Csv"/> or <see cref="Json"/>.</param>
    /// <param name="name">File name without its ending.</param>
    /// <param name="rows">The rows; values are texts, numbers, dates, instants, amounts or nothing.</param>
    public static FileContentResult File<T>(string format, string name, IEnumerable<T> rows) => format == Csv
        ? new FileContentResult(WriteCsv(rows), "text/csv; charset=utf-8") { FileDownloadName = name + ".csv" }
        : new FileContentResult(WriteJson(rows), "application/json; charset=utf-8") { FileDownloadName = name + ".json" };

    private static byte[] WriteJson<T>(IEnumerable<T> rows)
    {
        var properties = typeof(T).GetProperties();
        return JsonSerializer.SerializeToUtf8Bytes(
            rows.Select(row => properties.ToDictionary(
                property => JsonForm.PropertyNamingPolicy!.ConvertName(property.Name), property => Plain(property.GetValue(row)))),
            JsonForm);
    }

    private static byte[] WriteCsv<T>(IEnumerable<T> rows)
    {
        var properties = typeof(T).GetProperties();
        var text = new StringBuilder();
        text.AppendJoin(',', properties.Select(property => JsonForm.PropertyNamingPolicy!.ConvertName(property.Name))).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', properties.Select(property => Cell(Plain(property.GetValue(row))))).Append("\r\n");
        }

        // With the mark, spreadsheets read the Chinese right.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>
    /// One cell by RFC 4180. A text that begins like a formula gets an apostrophe, so that a spreadsheet shows it
    /// instead of running it; figures are plain digits and pass.
    /// </summary>
    private static string Cell(object? value)
    {
        var cell = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var figure = decimal.TryParse(
            cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
        if (!figure && cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal)) cell = "'" + cell;
        return cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static object? Plain(object? value) => value switch
    {
        Money amount => amount.ToString(),
        LocalDate date => Wording.Iso(date),
        Instant instant => InstantPattern.General.Format(instant),
        Enum name => name.ToString(),
        _ => value,
    };
}
