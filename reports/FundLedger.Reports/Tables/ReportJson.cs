using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FundLedger.Domain.Ledger;

namespace FundLedger.Reports;

/// <summary>
/// A table as one JSON object: its facts, then rows and totals as objects by column key. Amounts are exact decimal
/// strings.
/// </summary>
public static class ReportJson
{
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static void Write(ReportTable table, Stream output)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(output);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("report", table.Title.Key);
        foreach (var fact in table.Facts) WriteCell(json, fact.Key, fact.Value);
        WriteRows(json, "rows", table, table.Rows);
        WriteRows(json, "totals", table, table.Totals);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteRows(Utf8JsonWriter json, string name, ReportTable table, IEnumerable<IReadOnlyList<object?>> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            for (var index = 0; index < table.Columns.Count; index++) WriteCell(json, table.Columns[index].Key, row[index]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCell(Utf8JsonWriter json, string key, object? cell)
    {
        switch (cell)
        {
            case null: json.WriteNull(key); break;
            case bool truth: json.WriteBoolean(key, truth); break;
            case int number: json.WriteNumber(key, number); break;
            case long number: json.WriteNumber(key, number); break;
            case Money amount: json.WriteString(key, amount.ToString()); break;
            default: json.WriteString(key, ReportCell.Text(cell)); break;
        }
    }
}
