using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>Statements as JSON: an array, amounts as exact decimal strings, dates as ISO 8601.</summary>
public static class StatementJson
{
    // The text goes to files and terminals, never into a web page, so Chinese may stay readable.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(StatementFile file, Stream output)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartArray();
        foreach (var statement in file.Statements)
        {
            json.WriteStartObject();
            json.WriteString("account", statement.Account);
            json.WriteString("currency", statement.Currency);
            json.WriteString("opening", Plain(statement.Opening));
            json.WriteString("closing", Plain(statement.Closing));
            json.WriteString("credits", Plain(statement.Credits));
            json.WriteString("debits", Plain(statement.Debits));
            json.WriteNumber("lines", statement.Entries.Count);
            json.WriteBoolean("ties", statement.Ties);
            json.WriteStartArray("entries");
            foreach (var entry in statement.Entries) Write(entry, json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(StatementEntry entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("bookingDate", LocalDatePattern.Iso.Format(entry.BookingDate));
        json.WriteString("valueDate", LocalDatePattern.Iso.Format(entry.ValueDate));
        json.WriteString("amount", Plain(entry.Amount));
        json.WriteString("reference", entry.Reference);
        json.WriteString("counterparty", entry.Counterparty);
        json.WriteString("description", entry.Description);
        json.WriteEndObject();
    }

    private static string Plain(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
