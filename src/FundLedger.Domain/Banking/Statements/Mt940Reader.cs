using System.Text.RegularExpressions;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// SWIFT MT940 customer statements, with or without the envelope, several messages to a file. A page of a longer
/// statement (:60M:, :62M:) is a statement of its own here: it has its own balances and ties by itself. The fields of a
/// message stand in order, so a line of text that looks like a field is text wherever that field cannot stand.
/// </summary>
internal sealed partial class Mt940Reader
{
    private const string Format = "mt940";
    private const int LinesToLookAt = 20;

    private readonly FirstRefusal problems = new();
    private readonly List<BankStatement> statements = [];
    private Mt940Message? message;
    private (string Tag, int Line, List<string> Lines)? pending;

    private bool IsClosed => message is { IsClosed: true } || pending?.Tag is "62F" or "62M";

    public static bool Recognises(string text)
    {
        if (text.AsSpan().TrimStart().StartsWith("{1:")) return true;
        var seen = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(":20:") || line.StartsWith(":60F:") || line.StartsWith(":60M:")) return true;
            if (++seen == LinesToLookAt) break;
        }

        return false;
    }

    public static Result<StatementFile> Read(string text, string fileName) => new Mt940Reader().ReadAll(text, fileName);

    private Result<StatementFile> ReadAll(string text, string fileName)
    {
        var isEnveloped = text.Contains("{4:", StringComparison.Ordinal);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length && problems.Refusal is null; at++)
        {
            var line = lines[at];
            var isGlued = !line.StartsWith('-') && line.Contains("-}", StringComparison.Ordinal) && IsGluedEnd(line);
            if (isGlued) line = line[..line.LastIndexOf("-}", StringComparison.Ordinal)];
            if (line.Length > StatementLimits.FieldLength)
                return StatementRefusals.StatementFieldTooLong(at + 1, StatementLimits.FieldLength);
            if (IsEnd(lines, at)) End();
            else ReadLine(line, at + 1);
            if (isGlued) End();
        }

        Take();
        if (problems.Refusal is null && isEnveloped && message is not null) return StatementRefusals.StatementTruncated(lines.Length);
        Finish();
        if (problems.Refusal is not null) return problems.Refusal;
        return statements.Count == 0 ? StatementRefusals.StatementFileHasNoStatement(fileName) : new StatementFile(Format, statements);
    }

    private void ReadLine(string line, int number)
    {
        var tag = TagLine().Match(line);
        var name = tag.Groups["tag"].Value;
        if (tag.Success && Mt940Fields.MayFollow(name, pending?.Tag ?? message?.LastTag, IsClosed))
        {
            Take();
            pending = (name, number, [tag.Groups["rest"].Value]);
        }
        else if (pending is { } open)
        {
            open.Lines.Add(line);
        }
        else if (tag.Success)
        {
            // What stands before the first field or behind the last one belongs to a statement that is not whole.
            problems.Note(StatementRefusals.StatementFieldOutside(number, $":{name}:"));
        }
    }

    /// <summary>The end mark of the envelope behind the last field, with at most the trailer after it.</summary>
    private static bool IsGluedEnd(string line)
    {
        var rest = line.AsSpan(line.LastIndexOf("-}", StringComparison.Ordinal) + 2);
        return rest.IsWhiteSpace() || rest.StartsWith("{5:");
    }

    /// <summary>A mark on a line of its own; a lone hyphen is one only where a message may end.</summary>
    private bool IsEnd(string[] lines, int at)
    {
        var line = lines[at].AsSpan().TrimEnd();
        if (line.StartsWith("-}") || line.StartsWith("-XXX")) return true;
        if (line is not "-") return false;
        if (pending is null || pending.Value.Tag is not "86" || IsClosed) return true;
        var next = lines.Skip(at + 1).FirstOrDefault(later => !string.IsNullOrWhiteSpace(later));
        return next is null || next.StartsWith(":20:", StringComparison.Ordinal) || next.StartsWith('{');
    }

    private void End()
    {
        Take();
        Finish();
    }

    private void Take()
    {
        if (pending is not { } given) return;
        pending = null;
        if (given.Tag == "20")
        {
            Finish();
            message = new Mt940Message(problems);
        }

        if (message is null) problems.Note(StatementRefusals.StatementFieldOutside(given.Line, $":{given.Tag}:"));
        else message.Add(given.Tag, given.Line, given.Lines);
    }

    private void Finish()
    {
        if (message?.Finish() is { } statement) statements.Add(statement);
        message = null;
    }

    [GeneratedRegex("^:(?<tag>[0-9]{2}[A-Z]?|NS):(?<rest>.*)$")]
    private static partial Regex TagLine();
}

/// <summary>Which field may stand behind which.</summary>
internal static class Mt940Fields
{
    /// <summary>
    /// Places in a message: head, opening balance, lines with their texts, closing balance and what follows it. A field
    /// never stands before one of an earlier place, and a new message only begins behind a closing balance or an end mark.
    /// </summary>
    public static bool MayFollow(string tag, string? last, bool isClosed)
    {
        if (last is null) return tag == "20";
        if (tag == "20") return isClosed || last == "20";
        var (place, lastPlace) = (Place(tag), Place(last));
        return place switch
        {
            Lines => lastPlace is Opening or Lines || (tag == "86" && isClosed),
            Head => lastPlace == Head,
            Opening => lastPlace is Head or Opening,
            // After a text only what closes the statement is a field, not just any number between colons.
            _ => last is not "86" || isClosed || tag is "62F" or "62M" or "64" or "65",
        };
    }

    private const int Head = 0;
    private const int Opening = 1;
    private const int Lines = 2;
    private const int Closing = 3;

    private static int Place(string tag) => tag switch
    {
        "20" or "21" or "25" or "25P" or "28" or "28C" or "13D" => Head,
        "60F" or "60M" => Opening,
        "61" or "86" or "NS" => Lines,
        "62F" or "62M" or "64" or "65" => Closing,
        _ => Head,
    };
}
