using System.Text.Json;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Web.Pages.Journal;

/// <summary>
/// Reads manual vouchers from JSON: one object or an array of
/// <c>{"requestKey","bookingDate","description","postings":[{"account","fund","amount","party"?,"venture"?,"lot"?}]}</c>,
/// amounts as decimal strings, debit positive.
/// </summary>
internal static class VoucherJson
{
    public static Result<IReadOnlyList<ManualVoucher>> Read(ReadOnlyMemory<byte> json, Currency currency)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement[] elements = document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => [.. document.RootElement.EnumerateArray()],
                JsonValueKind.Object => [document.RootElement],
                _ => [],
            };
            if (elements.Length == 0) return VoucherRefusals.VoucherFileNotReadable("neither an object nor a list of objects");
            var vouchers = new List<ManualVoucher>(elements.Length);
            foreach (var element in elements)
            {
                var voucher = Voucher(element, currency);
                if (voucher.IsRefused) return voucher.Refusal;
                vouchers.Add(voucher.Value);
            }

            return vouchers.ToArray();
        }
        catch (JsonException problem)
        {
            return VoucherRefusals.VoucherFileNotReadable(problem.Message);
        }
    }

    private static Result<ManualVoucher> Voucher(JsonElement element, Currency currency)
    {
        if (Text(element, "requestKey") is not { } key) return VoucherRefusals.VoucherFieldMissing("requestKey");
        if (Text(element, "bookingDate") is not { } dateText || LocalDatePattern.Iso.Parse(dateText) is not { Success: true } date)
        {
            return VoucherRefusals.VoucherFieldMissing("bookingDate (YYYY-MM-DD)");
        }

        if (Text(element, "description") is not { } description) return VoucherRefusals.VoucherFieldMissing("description");
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("postings", out var postings) || postings.ValueKind != JsonValueKind.Array)
        {
            return VoucherRefusals.VoucherFieldMissing("postings");
        }

        var lines = new List<VoucherLine>();
        foreach (var posting in postings.EnumerateArray())
        {
            var line = Line(posting, currency);
            if (line.IsRefused) return line.Refusal;
            lines.Add(line.Value);
        }

        return new ManualVoucher(key, date.Value, description, lines);
    }

    private static Result<VoucherLine> Line(JsonElement posting, Currency currency)
    {
        if (Text(posting, "account") is not { } account) return VoucherRefusals.VoucherFieldMissing("account");
        if (Text(posting, "fund") is not { } fund) return VoucherRefusals.VoucherFieldMissing("fund");
        if (Text(posting, "amount") is not { } amountText) return VoucherRefusals.VoucherFieldMissing("amount (a decimal string)");
        foreach (var optional in new[] { "party", "venture", "lot" })
        {
            if (posting.TryGetProperty(optional, out var given) && given.ValueKind != JsonValueKind.Null && Number(posting, optional) is null)
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

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
