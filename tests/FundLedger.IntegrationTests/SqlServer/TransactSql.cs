using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>What can be known of a T-SQL text without a server: whether it parses, and what stands in it.</summary>
internal static partial class TransactSql
{
    /// <summary>
    /// The text's batches, with what they would run by EXEC(N'…') as batches of their own; fails with the parser's
    /// words.
    /// </summary>
    public static IReadOnlyList<TSqlBatch> Parse(string name, string text)
    {
        var batches = new List<TSqlBatch>();
        foreach (var batch in Batches(text)) Add(name, batch, batches);
        return batches;
    }

    /// <summary>What a parser says against the text, in lines; empty is right.</summary>
    public static IReadOnlyList<string> Errors(string text)
    {
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        return errors.Select(error => FormattableString.Invariant($"line {error.Line}: {error.Message}")).ToArray();
    }

    /// <summary>As sqlcmd and EF Core divide a script: at lines that say GO.</summary>
    public static IEnumerable<string> Batches(string script) =>
        BatchEnd().Split(script).Where(batch => !string.IsNullOrWhiteSpace(batch));

    public static IReadOnlyList<T> All<T>(this TSqlFragment fragment) where T : TSqlFragment
    {
        var collected = new Collector<T>();
        fragment.Accept(collected);
        return collected.Fragments;
    }

    public static string Text(this TSqlFragment fragment) => string.Concat(
        fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1)
            .Select(token => token.Text));

    private static void Add(string name, string text, List<TSqlBatch> batches)
    {
        var parsed = (TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        errors.Select(error => FormattableString.Invariant($"{name}, line {error.Line}: {error.Message}")).Should().BeEmpty("{0}", text);
        foreach (var batch in parsed.Batches)
        {
            batches.Add(batch);
            foreach (var executed in batch.All<ExecutableStringList>())
            {
                // A text put together from variables cannot be read before it runs.
                if (executed.Strings.All(part => part is StringLiteral))
                    Add(name, string.Concat(executed.Strings.Cast<StringLiteral>().Select(part => part.Value)), batches);
            }
        }
    }

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex BatchEnd();

    private sealed class Collector<T> : TSqlFragmentVisitor where T : TSqlFragment
    {
        public List<T> Fragments { get; } = [];

        public override void Visit(TSqlFragment node)
        {
            if (node is T wanted) Fragments.Add(wanted);
        }
    }
}
