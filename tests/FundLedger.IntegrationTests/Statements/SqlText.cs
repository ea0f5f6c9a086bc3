using System.Text.RegularExpressions;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>A word, sign or parameter of a statement, or what stands between two parentheses.</summary>
internal abstract record SqlPart
{
    public bool Is(string word) => this is SqlToken token && string.Equals(token.Text, word, StringComparison.OrdinalIgnoreCase);

    public bool IsOneOf(params string[] words) => words.Any(Is);
}

internal enum SqlKind
{
    /// <summary>A keyword or an identifier.</summary>
    Name,
    Parameter,
    Value,
    Sign,
}

internal sealed record SqlToken(SqlKind Kind, string Text) : SqlPart;

internal sealed record SqlGroup(IReadOnlyList<SqlPart> Parts) : SqlPart
{
    public bool IsQuery => Parts.Count > 0 && Parts[0].IsOneOf("select", "with", "values");
}

/// <summary>Takes statements of either engine apart as far as is needed to see which tables they name and what they compare.</summary>
internal static partial class SqlText
{
    public static IReadOnlyList<SqlPart> Parse(string sql)
    {
        var open = new Stack<List<SqlPart>>();
        var parts = new List<SqlPart>();
        foreach (Match match in Tokens().Matches(sql))
        {
            if (match.Groups["skipped"].Success) continue;
            if (match.Value == "(")
            {
                open.Push(parts);
                parts = [];
            }
            else if (match.Value == ")" && open.Count > 0)
            {
                var group = new SqlGroup(parts);
                parts = open.Pop();
                parts.Add(group);
            }
            else
            {
                parts.Add(Token(match));
            }
        }

        return open.Count == 0 ? parts : throw new FormatException($"A parenthesis is not closed: {sql}");
    }

    /// <summary>The parts between the separators, which are signs or words that stand outside every parenthesis.</summary>
    public static IEnumerable<IReadOnlyList<SqlPart>> Split(this IEnumerable<SqlPart> parts, params string[] separators)
    {
        var piece = new List<SqlPart>();
        foreach (var part in parts)
        {
            if (part.IsOneOf(separators))
            {
                yield return piece;
                piece = [];
            }
            else
            {
                piece.Add(part);
            }
        }

        yield return piece;
    }

    private static SqlToken Token(Match match) => match switch
    {
        _ when match.Groups["quoted"].Success => new SqlToken(SqlKind.Name, match.Groups["quoted"].Value),
        _ when match.Groups["name"].Success => new SqlToken(SqlKind.Name, match.Value),
        _ when match.Groups["parameter"].Success => new SqlToken(SqlKind.Parameter, match.Value),
        _ when match.Groups["value"].Success => new SqlToken(SqlKind.Value, match.Value),
        _ => new SqlToken(SqlKind.Sign, match.Value),
    };

    [GeneratedRegex("""
        (?<skipped>\s+|--[^\n]*|/\*.*?\*/)
        |(?<value>'(?:[^']|'')*'|\d+(?:\.\d+)?)
        |"(?<quoted>[^"]*)"
        |(?<parameter>[@$]\w+)
        |(?<name>[A-Za-z_]\w*)
        |(?<sign>::|:=|=>|<>|!=|<=|>=|\|\||.)
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Tokens();
}
