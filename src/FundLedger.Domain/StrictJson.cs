using System.Text.Json;

namespace FundLedger.Domain;

/// <summary>What is wrong with JSON that somebody wrote. Positions count from one.</summary>
public static class JsonRefusals
{
    public static Refusal JsonMalformed(long line, long position) => new(nameof(JsonMalformed), line, position);

    /// <param name="place">Where in the file, as "3" for the third of a list; empty for the one object.</param>
    public static Refusal JsonFieldUnknown(string field, string place, string known) => new(nameof(JsonFieldUnknown), field, place, known);

    public static Refusal JsonFieldTwice(string field, string place) => new(nameof(JsonFieldTwice), field, place);

    public static Refusal JsonTextNotStorable(string field, string place) => new(nameof(JsonTextNotStorable), field, place);
}

/// <summary>
/// Reads JSON by the letter: a field that is there twice, or that nobody knows, is a mistake of whoever wrote it, and never
/// passed over; every text is one that can be stored.
/// </summary>
public static class StrictJson
{
    private const string Unreadable = "?";

    /// <summary>Where the text stops being JSON.</summary>
    public static Refusal Malformed(JsonException problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return JsonRefusals.JsonMalformed((problem.LineNumber ?? 0) + 1, (problem.BytePositionInLine ?? 0) + 1);
    }

    /// <summary>Null when the object has only these fields, nothing in it has a field twice, and its texts can be stored.</summary>
    /// <param name="place">Where in the file the object stands.</param>
    public static Refusal? Check(JsonElement element, string place, IReadOnlyCollection<string> fields)
    {
        ArgumentNullException.ThrowIfNull(place);
        return CheckWithin(element, Unreadable, place) ?? CheckKnown(element, place, fields);
    }

    /// <summary>Null when a part of a checked object has only these fields.</summary>
    public static Refusal? CheckKnown(JsonElement element, string place, IReadOnlyCollection<string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (element.ValueKind != JsonValueKind.Object) return null;
        return element.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !fields.Contains(name)) is { } unknown
            ? JsonRefusals.JsonFieldUnknown(unknown, place, string.Join(", ", fields))
            : null;
    }

    private static Refusal? CheckWithin(JsonElement element, string field, string place) => element.ValueKind switch
    {
        JsonValueKind.String => Text(() => element.GetString()) is null ? JsonRefusals.JsonTextNotStorable(field, place) : null,
        JsonValueKind.Array => element.EnumerateArray().Select(part => CheckWithin(part, field, place))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Object => CheckFields(element, place),
        _ => null,
    };

    private static Refusal? CheckFields(JsonElement element, string place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (Text(() => property.Name) is not { } name) return JsonRefusals.JsonTextNotStorable(Unreadable, place);
            if (!seen.Add(name)) return JsonRefusals.JsonFieldTwice(name, place);
            if (CheckWithin(property.Value, name, place) is { } refusal) return refusal;
        }

        return null;
    }

    /// <summary>Null for half a surrogate pair, which the reader cannot give as text, and for what no database stores.</summary>
    private static string? Text(Func<string?> read)
    {
        try
        {
            return read() is { } text && StorableText.Is(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
