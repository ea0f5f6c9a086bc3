using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FundLedger.Domain.Jobs;

/// <summary>
/// The result of a run in one line: a code and its arguments, never translated text and never the text of an
/// exception, which may hold addresses, statements or passwords.
/// </summary>
/// <param name="Code">A refusal's code, or one of the job's own (text <c>JobSays…</c>).</param>
public sealed record JobMessage(string Code, params object[] Arguments)
{
    /// <summary>Longest stored message, in characters.</summary>
    public const int LongestStored = 4000;

    private const int MostArguments = 6;
    private const int LongestArgument = 100;

    public static JobMessage Of(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new JobMessage(refusal.Code, refusal.Arguments);
    }

    /// <summary>Only the kind of an error: its own words are for the server's log.</summary>
    public static JobMessage Of(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new JobMessage("Broke", error.GetBaseException().GetType().Name);
    }

    /// <summary>A JSON array of texts, each argument cut to what can be stored.</summary>
    public string ToStored() => JsonSerializer.Serialize(
        Arguments.Take(MostArguments).Select(argument => Short(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? ""))
            .Prepend(Code).ToArray());

    public static JobMessage FromStored(string stored)
    {
        var parts = JsonSerializer.Deserialize<string[]>(stored) ?? [];
        return new JobMessage(parts.FirstOrDefault() ?? "", [.. parts.Skip(1)]);
    }

    /// <summary>For logs.</summary>
    public override string ToString() => $"{Code}({string.Join(", ", Arguments)})";

    private static string Short(string text)
    {
        var line = new StringBuilder(LongestArgument);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > LongestArgument) break;
            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return line.ToString();
    }
}
