using System.Buffers;
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
        while (snapshot.Next(rows))
        {
            findings.Examined++;
            var key = rows.GetString(0);
            if (key.Trim().Length == 0) findings.Add("A request has an empty key");
            if (rows.GetBytes(1, 0, null, 0, 0) != HashLength) findings.Add($"The content hash is not a SHA-256: request {key}");
            if (!IsJson(rows.GetString(2))) findings.Add($"The answer cannot be read: request {key}");
        }
    }

    private static bool IsJson(string text)
    {
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var reader = new Utf8JsonReader(utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)));
            while (reader.Read()) reader.Skip();
            return text.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }
}
