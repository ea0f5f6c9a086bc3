using System.Globalization;
using System.Text.Json;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Contributions;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.UseCases.Banking;

/// <summary>
/// Reads what a bank line is from JSON:
/// <c>{"requestKey","parts":[{"kind","amount"?,"reference"?,"fund"?,"from"?,"to"?,"contribution"?,"payer"?,"description"?,
/// "otherLine"?,"shares"?:[{"fund","amount"}]}]}</c>, amounts as decimal strings, credit positive; kinds as the
/// names of <see cref="LinePartKind"/>.
/// </summary>
public static class ExplanationJson
{
    private static readonly string[] Fields = ["requestKey", "parts"];

    private static readonly string[] PartFields =
    [
        "kind", "amount", "reference", "fund", "from", "to", "contribution", "payer", "description", "otherLine", "shares",
    ];

    private static readonly string[] ShareFields = ["fund", "amount"];

    /// <summary>
    /// Refused: what <see cref="StrictJson"/> refuses, <see cref="ExplanationRefusals.ExplanationFieldNotReadable"/>, and unreadable
    /// amounts. Whether the parts are right, the use case decides.
    /// </summary>
    public static Result<LineExplanation> Read(ReadOnlyMemory<byte> json, long lineId, Currency currency, bool dryRun)
    {
        try
        {
            // A byte order mark is allowed before JSON.
            using var document = JsonDocument.Parse(json.Span.StartsWith("\ufeff"u8) ? json["\ufeff"u8.Length..] : json);
            return Explanation(document.RootElement, lineId, currency, dryRun);
        }
        catch (JsonException problem)
        {
            return StrictJson.Malformed(problem);
        }
    }

    private static Result<LineExplanation> Explanation(JsonElement root, long lineId, Currency currency, bool dryRun)
    {
        if (StrictJson.Check(root, "", Fields) is { } unstrict) return unstrict;
        if (Text(root, "requestKey") is not { } key) return ExplanationRefusals.ExplanationFieldNotReadable("requestKey", "");
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("parts", out var list) || list.ValueKind != JsonValueKind.Array)
            return ExplanationRefusals.ExplanationFieldNotReadable("parts", "");
        var parts = new List<PartExplanation>();
        foreach (var element in list.EnumerateArray())
        {
            var place = (parts.Count + 1).ToString(CultureInfo.InvariantCulture);
            if (StrictJson.CheckKnown(element, place, PartFields) is { } unknown) return unknown;
            var part = Part(element, place, currency);
            if (part.IsRefused) return part.Refusal;
            parts.Add(part.Value);
        }

        return new LineExplanation(key, lineId, parts, dryRun);
    }

    private static Result<PartExplanation> Part(JsonElement element, string place, Currency currency)
    {
        if (Named<LinePartKind>(element, "kind") is not { } kind) return ExplanationRefusals.ExplanationFieldNotReadable("kind", place);
        var amount = Given(element, "amount")
            ? Money.Parse(Text(element, "amount"), currency).Select(read => (Money?)read) : Result.Of<Money?>(null);
        if (amount.IsRefused) return amount.Refusal;
        var shares = Shares(element, place, currency);
        if (shares.IsRefused) return shares.Refusal;
        var part = new PartExplanation(kind, amount.Value)
        {
            Reference = Text(element, "reference"),
            Fund = Text(element, "fund"),
            From = Date(element, "from"),
            To = Date(element, "to"),
            Contribution = Named<ContributionKind>(element, "contribution"),
            Payer = Text(element, "payer"),
            Description = Text(element, "description"),
            OtherLine = Number(element, "otherLine"),
            Shares = shares.Value,
        };
        (string Field, bool Read)[] asked =
        [
            ("reference", part.Reference is not null), ("fund", part.Fund is not null), ("from", part.From is not null),
            ("to", part.To is not null), ("contribution", part.Contribution is not null), ("payer", part.Payer is not null),
            ("description", part.Description is not null), ("otherLine", part.OtherLine is not null),
        ];
        // What is there and cannot be read was meant; it is never passed over.
        return asked.FirstOrDefault(field => Given(element, field.Field) && !field.Read) is { Field: { } broken }
            ? ExplanationRefusals.ExplanationFieldNotReadable(broken, place)
            : part;
    }

    private static Result<ContributionPart[]> Shares(JsonElement element, string place, Currency currency)
    {
        if (!Given(element, "shares")) return Array.Empty<ContributionPart>();
        if (element.GetProperty("shares") is not { ValueKind: JsonValueKind.Array } list)
            return ExplanationRefusals.ExplanationFieldNotReadable("shares", place);
        var shares = new List<ContributionPart>();
        foreach (var share in list.EnumerateArray())
        {
            if (StrictJson.CheckKnown(share, place, ShareFields) is { } unknown) return unknown;
            if (Text(share, "fund") is not { } fund) return ExplanationRefusals.ExplanationFieldNotReadable("shares.fund", place);
            var amount = Money.Parse(Text(share, "amount"), currency);
            if (amount.IsRefused) return amount.Refusal;
            shares.Add(new ContributionPart(fund, amount.Value.MinorUnits));
        }

        return shares.ToArray();
    }

    private static bool Given(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement element, string name) =>
        Given(element, name) && element.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static long? Number(JsonElement element, string name) =>
        Given(element, name) && element.GetProperty(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number)
            ? number
            : null;

    private static LocalDate? Date(JsonElement element, string name) =>
        Text(element, name) is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : null;

    /// <summary>By its name only: a number would be read as a value too.</summary>
    private static T? Named<T>(JsonElement element, string name)
        where T : struct, Enum =>
        Text(element, name) is { } text && Enum.GetNames<T>().FirstOrDefault(
            known => string.Equals(known, text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<T>(found)
            : null;
}

/// <summary>Why a file that explains a bank line cannot be read.</summary>
public static class ExplanationRefusals
{
    /// <param name="part">Number of the part; empty for the object itself.</param>
    public static Refusal ExplanationFieldNotReadable(string field, string part) => new(nameof(ExplanationFieldNotReadable), field, part);
}
