using System.Globalization;
using System.Text.Json;
using NodaTime.Text;

namespace FundLedger.Reports;

/// <summary>
/// The whole journal as one JSON object: the dedicated account, its ledger accounts and funds, its entries in date and
/// number order. Amounts are exact decimal strings, debit positive.
/// </summary>
public sealed class JsonExport(ReportingDatabase database)
{
    private const int EntriesPerFlush = 1_000;

    /// <summary>Writes the journal; returns how many entries it has. Memory stays flat however many there are.</summary>
    public Task<long> Write(long dedicatedAccountId, Stream output, IProgress<long>? progress, CancellationToken stop) => database.Read(
        async snapshot =>
        {
            var books = await ReportBooks.Read(snapshot, dedicatedAccountId);
            await using var json = new Utf8JsonWriter(output, ReportJson.Options);
            json.WriteStartObject();
            WriteHead(json, books);
            json.WriteStartArray("entries");
            var entries = 0L;
            await foreach (var entry in ExportedEntry.Stream(snapshot, books, stop))
            {
                Write(json, entry, books);
                if (++entries % EntriesPerFlush != 0) continue;
                await json.FlushAsync(stop);
                progress?.Report(entries);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            await json.FlushAsync(stop);
            await output.WriteAsync("\n"u8.ToArray(), stop);
            progress?.Report(entries);
            return entries;
        },
        stop);

    private static void WriteHead(Utf8JsonWriter json, ReportBooks books)
    {
        json.WriteStartObject("dedicatedAccount");
        json.WriteString("code", books.Code);
        json.WriteString("nameZh", books.NameZh);
        json.WriteString("nameEn", books.NameEn);
        json.WriteString("currency", books.Currency.Code);
        json.WriteNumber("currencyExponent", books.Currency.Exponent);
        json.WriteString("log", books.LogName);
        json.WriteEndObject();
        json.WriteStartArray("accounts");
        foreach (var account in books.Accounts)
        {
            json.WriteStartObject();
            json.WriteString("code", account.Code);
            json.WriteString("nameZh", account.NameZh);
            json.WriteString("nameEn", account.NameEn);
            json.WriteString("type", account.Type.ToString());
            json.WriteBoolean("spendable", account.Spendable);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("funds");
        foreach (var fund in books.Funds)
        {
            json.WriteStartObject();
            json.WriteString("code", fund.Code);
            json.WriteString("nameZh", fund.NameZh);
            json.WriteString("nameEn", fund.NameEn);
            json.WriteString("source", fund.Source.ToString());
            json.WriteString("designation", fund.Designation.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ExportedEntry entry, ReportBooks books)
    {
        json.WriteStartObject();
        json.WriteString("number", entry.Reference.ToString());
        json.WriteString("kind", entry.Kind.ToString());
        json.WriteString("bookingDate", LocalDatePattern.Iso.Format(entry.BookingDate));
        json.WriteString("valueDate", LocalDatePattern.Iso.Format(entry.ValueDate));
        json.WriteString("description", entry.Description);
        if (entry.Document is { } document)
            json.WriteString("document", string.Create(CultureInfo.InvariantCulture, $"{document.Kind}/{document.Id}"));
        if (entry.Reverses is { } reversed) json.WriteString("reverses", reversed.ToString());
        json.WriteStartArray("postings");
        foreach (var posting in entry.Postings)
        {
            json.WriteStartObject();
            json.WriteString("account", posting.Account.Code);
            json.WriteString("fund", posting.Fund.Code);
            json.WriteString("amount", books.Money(posting.Amount).ToString());
            if (posting.Party is { } party) json.WriteString("party", party);
            if (posting.Venture is { } venture) json.WriteString("venture", venture);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
