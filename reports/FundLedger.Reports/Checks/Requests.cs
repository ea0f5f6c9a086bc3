using System.Text;
using System.Text.Json;

namespace FundLedger.Reports.Checks;

/// <summary>Every answered request can be answered again: its content hash is a SHA-256 and its answer can be read.</summary>
internal static class Requests
{
    private const int HashLength = 32;

    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        await using var rows = await snapshot.Stream("Checks.requests", new { account });
        while (await rows.ReadAsync(stop))
        {
            findings.Examined++;
            var key = rows.GetString(0);
            if (key.Trim().Length == 0) findings.Add("A request has an empty key");
            if (rows.GetFieldValue<byte[]>(1).Length != HashLength) findings.Add($"The content hash is not a SHA-256: request {key}");
            if (!IsJson(rows.GetString(2))) findings.Add($"The answer cannot be read: request {key}");
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            while (reader.Read()) reader.Skip();
            return text.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
