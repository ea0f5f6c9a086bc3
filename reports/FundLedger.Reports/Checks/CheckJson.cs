using System.Text.Json;

namespace FundLedger.Reports.Checks;

/// <summary>What <c>verify --json</c> prints: <c>{"ok":…,"checks":[{"name","ok","examined","failures":[…],"notes":[…]}]}</c>.</summary>
public static class CheckJson
{
    public static void Write(IReadOnlyList<CheckResult> results, Stream output)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(output);
        using var json = new Utf8JsonWriter(output, ReportJson.Options);
        json.WriteStartObject();
        json.WriteBoolean("ok", results.All(result => result.Ok));
        json.WriteStartArray("checks");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("name", result.Name);
            json.WriteBoolean("ok", result.Ok);
            json.WriteNumber("examined", result.Examined);
            Write(json, "failures", result.Failures);
            Write(json, "notes", result.Notes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
