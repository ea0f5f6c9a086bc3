using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime.Text;

namespace FundLedger.UseCases.Vouchers;

/// <summary>
/// Reads manual vouchers from JSON: one object or an array of
/// <c>{"requestKey","bookingDate","description","adjustment"?,"postings":[{"account","fund","amount","party"?,"venture"?,"lot"?}]}</c>,
/// amounts as decimal strings, debit positive.
/// </summary>
public static class VoucherJson
{
    private static readonly string[] Fields = ["requestKey", "bookingDate", "description", "adjustment", "postings"];
    private static readonly string[] PostingFields = ["account", "fund", "amount", "party", "venture", "lot"];

    /// <summary>Reads from the stream's beginning, voucher by voucher; the first refusal is the last.</summary>
    public static async IAsyncEnumerable<Result<ManualVoucherRequest>> Read(
        Stream json, Currency currency, [EnumeratorCancellation] CancellationToken stop)
    {
        var number = 0;
        await using var elements = Elements(json, stop).GetAsyncEnumerator(stop);
        while (true)
        {
            Result<ManualVoucherRequest> voucher;
            try
            {
                if (!await elements.MoveNextAsync()) break;
                number++;
                voucher = Voucher(elements.Current, number.ToString(CultureInfo.InvariantCulture), currency);
            }
            catch (JsonException problem)
            {
                voucher = StrictJson.Malformed(problem);
                number++;
            }

            yield return voucher;
            if (voucher.IsRefused) yield break;
        }

        if (number == 0) yield return VoucherRefusals.VoucherFileEmpty();
    }

    /// <summary>The elements of a list, or the one object; never more than a few in memory.</summary>
    private static async IAsyncEnumerable<JsonElement> Elements(Stream json, [EnumeratorCancellation] CancellationToken stop)
    {
        json.Position = 0;
        var beginning = new byte[256];
        var length = await json.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, stop);
        json.Position = 0;
        // A byte order mark is allowed before JSON.
        var isList = beginning.AsSpan(0, length).TrimStart([.. "\ufeff"u8]).TrimStart(" \t\r\n"u8).StartsWith("["u8);
        if (isList)
        {
            await foreach (var element in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(json, cancellationToken: stop))
                yield return element;
        }
        else
        {
            var root = await JsonSerializer.DeserializeAsync<JsonElement>(json, cancellationToken: stop);
            if (root.ValueKind == JsonValueKind.Object) yield return root;
        }
    }

    private static Result<ManualVoucherRequest> Voucher(JsonElement element, string number, Currency currency)
    {
        if (StrictJson.Check(element, number, Fields) is { } unstrict) return unstrict;
        if (Text(element, "requestKey") is not { } key) return VoucherRefusals.VoucherFieldMissing("requestKey");
        if (Text(element, "bookingDate") is not { } dateText || LocalDatePattern.Iso.Parse(dateText) is not { Success: true } date)
        {
            return VoucherRefusals.VoucherFieldMissing("bookingDate (YYYY-MM-DD)");
        }

        if (Text(element, "description") is not { } description) return VoucherRefusals.VoucherFieldMissing("description");
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("postings", out var postings)
            || postings.ValueKind != JsonValueKind.Array)
        {
            return VoucherRefusals.VoucherFieldMissing("postings");
        }

        var lines = new List<VoucherLine>();
        foreach (var posting in postings.EnumerateArray())
        {
            if (StrictJson.CheckKnown(posting, number, PostingFields) is { } wrong) return wrong;
            var line = Line(posting, currency);
            if (line.IsRefused) return line.Refusal;
            lines.Add(line.Value);
        }

        if (element.TryGetProperty("adjustment", out var flag) && flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return VoucherRefusals.VoucherFieldMissing("adjustment (true or false)");
        return new ManualVoucherRequest(key, date.Value, description, lines, Flag(element, "adjustment"));
    }

    private static Result<VoucherLine> Line(JsonElement posting, Currency currency)
    {
        if (Text(posting, "account") is not { } account) return VoucherRefusals.VoucherFieldMissing("account");
        if (Text(posting, "fund") is not { } fund) return VoucherRefusals.VoucherFieldMissing("fund");
        if (Text(posting, "amount") is not { } amountText) return VoucherRefusals.VoucherFieldMissing("amount (a decimal string)");
        foreach (var optional in new[] { "party", "venture", "lot" })
        {
            if (posting.TryGetProperty(optional, out var given) && given.ValueKind != JsonValueKind.Null
                && Number(posting, optional) is null)
            {
                return VoucherRefusals.VoucherFieldMissing($"{optional} (a number)");
            }
        }

        return Money.Parse(amountText, currency).Select(amount => new VoucherLine(
            account, fund, amount, Number(posting, "party"), Number(posting, "venture"), Number(posting, "lot")));
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
            : null;
}

/// <summary>Why a file of vouchers cannot be read.</summary>
public static class VoucherRefusals
{
    public static Refusal VoucherFileEmpty() => new(nameof(VoucherFileEmpty));

    public static Refusal VoucherFieldMissing(string field) => new(nameof(VoucherFieldMissing), field);
}
