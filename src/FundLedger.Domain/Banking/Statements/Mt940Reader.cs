using System.Text.RegularExpressions;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// SWIFT MT940 customer statements, with or without the envelope, several messages to a file. A page of a longer
/// statement (:60M:, :62M:) is a statement of its own here: it has its own balances and ties by itself.
/// </summary>
internal sealed partial class Mt940Reader
{
    private const string Format = "mt940";
    private const int LinesToLookAt = 20;

    private readonly FirstRefusal problems = new();
    private readonly List<BankStatement> statements = [];
    private Mt940Message? message;

    public static bool Recognises(string text)
    {
        if (text.AsSpan().TrimStart().StartsWith("{1:")) return true;
        var seen = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(":20:")) return true;
            if (++seen == LinesToLookAt) break;
        }

        return false;
    }

    public static Result<StatementFile> Read(string text, string fileName) => new Mt940Reader().ReadAll(text, fileName);

    private Result<StatementFile> ReadAll(string text, string fileName)
    {
        var number = 0;
        var isEnveloped = text.Contains("{4:", StringComparison.Ordinal);
        (string Tag, int Line, List<string> Lines)? field = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var tag = TagLine().Match(line.ToString());
            var ends = line.SequenceEqual("-") || line.StartsWith("-}") || line.StartsWith("-XXX");
            if (!tag.Success && !ends)
            {
                field?.Lines.Add(line.ToString());
                continue;
            }

            Take(field);
            field = tag.Success ? (tag.Groups["tag"].Value, number, [tag.Groups["rest"].Value]) : null;
            if (ends) Finish();
        }

        Take(field);
        if (isEnveloped && message is not null) return StatementRefusals.StatementTruncated(number);
        Finish();
        if (problems.Refusal is not null) return problems.Refusal;
        return statements.Count == 0 ? StatementRefusals.StatementFileHasNoStatement(fileName) : new StatementFile(Format, statements);
    }

    private void Take((string Tag, int Line, List<string> Lines)? field)
    {
        if (field is not { } given) return;
        if (given.Tag == "20")
        {
            Finish();
            message = new Mt940Message(problems);
        }

        message?.Add(given.Tag, given.Line, given.Lines);
    }

    private void Finish()
    {
        if (message?.Finish() is { } statement) statements.Add(statement);
        message = null;
    }

    [GeneratedRegex("^:(?<tag>[0-9]{2}[A-Z]?):(?<rest>.*)$")]
    private static partial Regex TagLine();
}
