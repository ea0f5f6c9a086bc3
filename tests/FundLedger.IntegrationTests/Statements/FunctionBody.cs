using System.Text.RegularExpressions;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>The statements of a function in PL/pgSQL.</summary>
internal static partial class FunctionBody
{
    private static readonly string[] TransitionTables = ["inserted", "deleted", "updated"];

    /// <summary>Apart at semicolons and where the language has a statement after a word; the words of a CASE end none.</summary>
    public static IEnumerable<IReadOnlyList<SqlPart>> Statements(string body)
    {
        var statement = new List<SqlPart>();
        var cases = 0;
        foreach (var part in SqlText.Parse(body))
        {
            if (part.Is("case")) cases++;
            var ends = part.Is(";") || (cases == 0 && part.IsOneOf("loop", "then", "else", "begin"));
            if (part.Is("end") && cases > 0) cases--;
            if (!ends)
            {
                statement.Add(part);
                continue;
            }

            if (statement.Count > 0) yield return statement;
            statement = [];
        }

        if (statement.Count > 0) yield return statement;
    }

    public static IEnumerable<string> NamingBoth(string body) => Statements(body)
        .Where(statement => Flat(statement).Any(part => part.IsOneOf(TransitionTables)) && Flat(statement).Any(part => part.Is("ledger")))
        .Select(Text);

    public static bool AsksStoredTables(string body) => StoredTable().IsMatch(body);

    /// <summary>An UPDATE, also as what an INSERT does instead.</summary>
    public static bool Updates(IReadOnlyList<SqlPart> statement) =>
        statement.Count > 0 && statement[0].IsOneOf("update", "insert", "merge", "with") && statement.Any(part => part.Is("update"));

    public static IEnumerable<string> Calls(IReadOnlyList<SqlPart> statement)
    {
        var parts = Flat(statement).ToArray();
        return Enumerable.Range(1, parts.Length - 1)
            .Where(index => parts[index] is SqlGroup && parts[index - 1] is SqlToken { Kind: SqlKind.Name })
            .Select(index => ((SqlToken)parts[index - 1]).Text);
    }

    /// <summary>What holds the account as a scalar is written as a parameter: a field of the block, of the row, or an argument.</summary>
    public static string WithScalarsAsParameters(string body, bool namesAccount)
    {
        var replaced = ScalarField().Replace(body, "@account");
        return namesAccount ? Argument().Replace(replaced, "@account") : replaced;
    }

    private static IEnumerable<SqlPart> Flat(IEnumerable<SqlPart> parts) =>
        parts.SelectMany(part => part is SqlGroup group ? Flat(group.Parts).Prepend(part) : [part]);

    private static string Text(IReadOnlyList<SqlPart> statement) =>
        string.Join(" ", Flat(statement).OfType<SqlToken>().Select(token => token.Text));

    [GeneratedRegex(@"\b(from|join|update|into)\s+ledger\.", RegexOptions.IgnoreCase)]
    private static partial Regex StoredTable();

    [GeneratedRegex(@"\b(block\.account|(NEW|OLD)\.dedicated_account_id)\b")]
    private static partial Regex ScalarField();

    [GeneratedRegex(@"(?<![.\w])account(?![.\w])")]
    private static partial Regex Argument();
}
