using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Domain.Banking;

/// <summary>
/// Why a bank line is where it is, kept with the line: a code and its arguments as a JSON array, so that every reader gets
/// the sentence in an own language. Text is a JSON string; a state, an amount or a date is an object, so that it comes back
/// as what it was.
/// </summary>
public static class MatchReason
{
    private const string Domain = "FundLedger.Domain.";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line carries the one reference of the document.</summary>
    public static string ExactReference(DocumentReference document) => Write(nameof(ExactReference), PaymentReference.Of(document));

    /// <summary>The line carries the number of the virtual account that was given for the document.</summary>
    public static string ExactNumber(string number) => Write(nameof(ExactNumber), number);

    /// <summary>A person has said what the line is.</summary>
    public static string ExplainedBy(string person) => Write(nameof(ExplainedBy), person);

    /// <summary>Why no document took the line.</summary>
    public static string Refused(Refusal why)
    {
        ArgumentNullException.ThrowIfNull(why);
        return Write(why.Code, why.Arguments);
    }

    /// <summary>Code and arguments of a stored reason.</summary>
    public static (string Code, IReadOnlyList<object> Arguments) Read(string stored)
    {
        var parts = JsonNode.Parse(stored)?.AsArray() ?? throw new FormatException("A reason is an array.");
        return (parts[0]!.GetValue<string>(), parts.Skip(1).Select(Argument).ToArray());
    }

    private static string Write(string code, params object[] arguments) =>
        new JsonArray([JsonValue.Create(code), .. arguments.Select(Node)]).ToJsonString(Plain);

    private static JsonNode Node(object argument) => argument switch
    {
        Enum value => new JsonObject { ["enum"] = value.GetType().FullName![Domain.Length..], ["value"] = value.ToString() },
        Money amount => new JsonObject
        {
            ["minorUnits"] = amount.MinorUnits,
            ["currency"] = amount.Currency.Code,
            ["exponent"] = amount.Currency.Exponent,
        },
        LocalDate date => new JsonObject { ["date"] = LocalDatePattern.Iso.Format(date) },
        _ => JsonValue.Create(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "")!,
    };

    private static object Argument(JsonNode? node) => node switch
    {
        JsonObject named when named["enum"] is { } type => EnumValue(type.GetValue<string>(), named["value"]!.GetValue<string>()),
        JsonObject amount when amount["minorUnits"] is { } units => new Money(
            units.GetValue<long>(), new Currency(amount["currency"]!.GetValue<string>(), amount["exponent"]!.GetValue<int>())),
        JsonObject day when day["date"] is { } date => LocalDatePattern.Iso.Parse(date.GetValue<string>()).GetValueOrThrow(),
        JsonValue text => text.GetValue<string>(),
        _ => throw new FormatException("A reason's argument is text, a state, an amount or a date."),
    };

    /// <summary>A value that a later version has renamed is shown by its old name rather than not at all.</summary>
    private static object EnumValue(string type, string value) =>
        typeof(MatchReason).Assembly.GetType(Domain + type) is { IsEnum: true } known && Enum.TryParse(known, value, out var read)
            ? read!
            : value;
}
