using System.Data.Common;
using System.Text.RegularExpressions;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;

namespace FundLedger.SqlServer;

/// <summary>
/// The triggers, procedures and views of the schemas ledger and access: what the texts of this version make, and what the
/// catalogue holds, which is the text that made them. Between CREATE and what is made the engine leaves out words of its own.
/// </summary>
internal static partial class SqlServerGuards
{
    /// <summary>What this database has otherwise than the texts say, and tables that could be truncated.</summary>
    public static async Task<IReadOnlyList<string>> Problems(
        DbConnection connection, DatabaseEngine engine, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(engine);
        var stored = new List<GuardText>();
        var open = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandText = SqlServerStatements.Guards;
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            stored.Add(new GuardText(
                rows.GetString(0), rows.IsDBNull(1) ? null : Made(rows.GetString(1))?.Text ?? "", rows.GetInt32(2) == 0));
        }

        await rows.NextResultAsync(stop);
        while (await rows.ReadAsync(stop)) open.Add($"foreign key of {rows.GetString(0)}_guard is missing: the table could be truncated");
        return [.. GuardText.Problems(Wanted(SchemaScript.Of(engine).SelectMany(script => engine.Batches(script.Text))), stored), .. open];
    }

    /// <summary>What the batches make.</summary>
    public static IReadOnlyList<GuardText> Wanted(IEnumerable<string> batches) =>
        [.. batches.SelectMany(batch => Executed(batch) ?? [batch]).Select(Made).OfType<GuardText>()];

    /// <summary>What a text makes, with its blanks made equal; null when it makes nothing of the kind.</summary>
    public static GuardText? Made(string text)
    {
        if (Making().Match(text) is not { Success: true } made) return null;
        var (kind, name) = (made.Groups["kind"].Value.ToLowerInvariant(), made.Groups["name"].Value);
        var rest = text[made.Groups["kind"].Index..].TrimEnd().TrimEnd(';');
        var place = kind == "trigger" ? $"{name.Split('.')[^1]} on {made.Groups["table"].Value}" : name;
        return new GuardText($"{kind} {place}", Blanks().Replace(rest, " ").Trim());
    }

    /// <summary>The texts that a batch executes for each name of its list; null when it does not.</summary>
    private static IEnumerable<string>? Executed(string batch)
    {
        if (Execution().Match(batch) is not { Success: true } execution) return null;
        return Listed().Match(batch) is { Success: true } list
            ? Name().Matches(list.Value).Select(name => Evaluated(execution.Groups["text"].Value, name.Groups["name"].Value))
            : null;
    }

    /// <summary>Literals and the name, put together as the engine does.</summary>
    private static string Evaluated(string expression, string name) => string.Concat(Part().Matches(expression).Select(part =>
        part.Groups["literal"].Success ? part.Groups["literal"].Value.Replace("''", "'", StringComparison.Ordinal) : name));

    [GeneratedRegex(
        @"^\s*(?:--[^\n]*\n\s*)*CREATE(?:\s+OR\s+ALTER)?\s+(?<kind>TRIGGER|PROCEDURE|VIEW)\s+(?<name>[\w.]+)(?:\s+ON\s+(?<table>[\w.]+))?",
        RegexOptions.IgnoreCase)]
    private static partial Regex Making();

    [GeneratedRegex(@"EXEC \((?<text>N'CREATE OR ALTER TRIGGER .*?END;')\);", RegexOptions.Singleline)]
    private static partial Regex Execution();

    [GeneratedRegex(@"FROM \(VALUES.*?AS list \(name\)", RegexOptions.Singleline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\(N'(?<name>\w+)'\)")]
    private static partial Regex Name();

    [GeneratedRegex(@"N'(?<literal>(?:[^']|'')*)'|@name")]
    private static partial Regex Part();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
