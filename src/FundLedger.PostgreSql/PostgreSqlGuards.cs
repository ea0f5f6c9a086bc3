using System.Data.Common;
using System.Text.RegularExpressions;
using FundLedger.Data.Migrating;

namespace FundLedger.PostgreSql;

/// <summary>
/// The functions and triggers of the schemas ledger and access: what the texts of this version make, and what the catalogue
/// holds. The engine keeps a function's body letter by letter; of a trigger it keeps what it does, which both sides are brought to.
/// </summary>
internal static partial class PostgreSqlGuards
{
    private const string Stored = """
        SELECT 'function ' || namespace.nspname || '.' || function.proname, language.lanname, function.prosecdef, function.prosrc
        FROM pg_proc AS function
        JOIN pg_namespace AS namespace ON namespace.oid = function.pronamespace
        JOIN pg_language AS language ON language.oid = function.prolang
        WHERE namespace.nspname IN ('ledger', 'access');
        SELECT guard.tgname, namespace.nspname || '.' || guarded.relname, guard.tgtype::integer, guard.tgnewtable, guard.tgoldtable,
               guard.tgqual IS NOT NULL OR guard.tgnargs > 0 OR cardinality(guard.tgattr::smallint[]) > 0 OR guard.tgconstraint <> 0,
               function_namespace.nspname || '.' || function.proname, guard.tgenabled IN ('O', 'A')
        FROM pg_trigger AS guard
        JOIN pg_class AS guarded ON guarded.oid = guard.tgrelid
        JOIN pg_namespace AS namespace ON namespace.oid = guarded.relnamespace
        JOIN pg_proc AS function ON function.oid = guard.tgfoid
        JOIN pg_namespace AS function_namespace ON function_namespace.oid = function.pronamespace
        WHERE NOT guard.tgisinternal AND namespace.nspname IN ('ledger', 'access');
        SELECT namespace.nspname || '.' || part.relname, namespace.nspname || '.' || whole.relname
        FROM pg_inherits AS link
        JOIN pg_class AS part ON part.oid = link.inhrelid
        JOIN pg_class AS whole ON whole.oid = link.inhparent AND whole.relkind = 'p'
        JOIN pg_namespace AS namespace ON namespace.oid = part.relnamespace
        WHERE namespace.nspname IN ('ledger', 'access');
        """;

    private static readonly (int Bit, string Name)[] Events = [(4, "INSERT"), (8, "DELETE"), (16, "UPDATE"), (32, "TRUNCATE")];

    /// <summary>What this database has otherwise than the texts say; any login may ask.</summary>
    public static async Task<IReadOnlyList<string>> Problems(
        DbConnection connection, IEnumerable<SchemaScript> scripts, CancellationToken stop)
    {
        var stored = new List<GuardText>();
        var partitions = new List<(string Part, string Whole)>();
        await using var command = connection.CreateCommand();
        command.CommandText = Stored;
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            stored.Add(new GuardText(rows.GetString(0), Function(rows.GetString(1), rows.GetBoolean(2), rows.GetString(3))));
        await rows.NextResultAsync(stop);
        while (await rows.ReadAsync(stop)) stored.Add(StoredTrigger(rows));
        await rows.NextResultAsync(stop);
        while (await rows.ReadAsync(stop)) partitions.Add((rows.GetString(0), rows.GetString(1)));
        return GuardText.Problems(Wanted(scripts, partitions), stored);
    }

    /// <summary>What the texts make, the guards of each partition included.</summary>
    private static IReadOnlyList<GuardText> Wanted(
        IEnumerable<SchemaScript> scripts, IReadOnlyCollection<(string Part, string Whole)> partitions)
    {
        var (functions, triggers) = (new List<GuardText>(), new List<Trigger>());
        foreach (var text in scripts.Select(script => Lines(script.Text)))
        {
            functions.AddRange(MadeFunction().Matches(text).Select(made => new GuardText(
                $"function {made.Groups["name"].Value}",
                Function(
                    made.Groups["language"].Value,
                    made.Groups["settings"].Value.Contains("SECURITY DEFINER", StringComparison.Ordinal), made.Groups["body"].Value))));
            // Functions make triggers only of partitions, which are given those of the whole below.
            var plain = MadeFunction().Replace(text, "");
            triggers.AddRange(Loop().Matches(plain).SelectMany(Repeated));
            triggers.AddRange(Triggers(Loop().Replace(plain, "")));
        }

        var ofPartitions =
            from partition in partitions
            from trigger in triggers
            where trigger.Table == partition.Whole
            select trigger with { Table = partition.Part, Name = NameOnPartition(trigger) };
        return [.. functions, .. triggers.Concat(ofPartitions).Select(trigger => trigger.ToText())];
    }

    /// <summary>The name of the whole stands in those of its guards; on a partition the one against TRUNCATE is without it.</summary>
    private static string NameOnPartition(Trigger trigger) =>
        trigger.Name.EndsWith("_no_truncate", StringComparison.Ordinal) ? "tr_no_truncate" : trigger.Name;

    /// <summary>A loop over a list of names that executes a text for each.</summary>
    private static IEnumerable<Trigger> Repeated(Match loop) =>
        from name in Quoted().Matches(loop.Groups["list"].Value)
        from template in Template().Matches(loop.Groups["body"].Value)
        from trigger in Triggers(Placeholder().Replace(template.Groups["text"].Value, name.Groups["name"].Value))
        select trigger;

    private static IEnumerable<Trigger> Triggers(string text) => MadeTrigger().Matches(text).Select(made => new Trigger(
        made.Groups["name"].Value, made.Groups["table"].Value, made.Groups["timing"].Value,
        Sorted(made.Groups["events"].Value.Split(" OR ", StringSplitOptions.TrimEntries)),
        made.Groups["rows"].Success ? made.Groups["rows"].Value : null, null, made.Groups["level"].Value, made.Groups["function"].Value));

    private static GuardText StoredTrigger(DbDataReader row)
    {
        var type = row.GetInt32(2);
        var trigger = new Trigger(
            row.GetString(0), row.GetString(1), (type & 2) != 0 ? "BEFORE" : (type & 64) != 0 ? "INSTEAD OF" : "AFTER",
            Sorted(Events.Where(one => (type & one.Bit) != 0).Select(one => one.Name)),
            row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4),
            (type & 1) != 0 ? "ROW" : "STATEMENT", row.GetString(6));
        var text = trigger.ToText();
        // None of ours has a condition, arguments, columns or waits for the end of the transaction.
        return text with { Text = row.GetBoolean(5) ? $"{text.Text} under a condition" : text.Text, Enabled = row.GetBoolean(7) };
    }

    private static string Function(string language, bool definer, string body) =>
        $"{language}{(definer ? ", by the owner's rights" : "")}: {Lines(body)}";

    private static string Sorted(IEnumerable<string> events) => string.Join(" OR ", events.Order(StringComparer.Ordinal));

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private sealed record Trigger(
        string Name, string Table, string Timing, string Events, string? NewRows, string? OldRows, string Level, string Function)
    {
        public GuardText ToText() => new(
            $"trigger {Name} on {Table}", $"{Timing} {Events}, new {NewRows}, old {OldRows}, for each {Level}: {Function}");
    }

    [GeneratedRegex(
        @"CREATE OR REPLACE FUNCTION (?<name>[\w.]+)\([^)]*\)\s+RETURNS \w+ LANGUAGE (?<language>\w+)(?<settings>[^$]*?) AS "
        + @"\$\$(?<body>.*?)\$\$;",
        RegexOptions.Singleline)]
    private static partial Regex MadeFunction();

    [GeneratedRegex(
        @"CREATE OR REPLACE TRIGGER (?<name>\w+)\s+(?<timing>BEFORE|AFTER) (?<events>[A-Z ]+?) ON (?<table>[\w.]+)\s+"
        + @"(?:REFERENCING NEW TABLE AS (?<rows>\w+) )?FOR EACH (?<level>ROW|STATEMENT) EXECUTE FUNCTION (?<function>[\w.]+)\(\)")]
    private static partial Regex MadeTrigger();

    [GeneratedRegex(@"DO \$\$.*?ARRAY\[(?<list>[^\]]*)\] LOOP(?<body>.*?)\$\$;", RegexOptions.Singleline)]
    private static partial Regex Loop();

    [GeneratedRegex(@"format\('(?<text>CREATE OR REPLACE TRIGGER [^']*)'")]
    private static partial Regex Template();

    [GeneratedRegex("%[sI]")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"'(?<name>\w+)'")]
    private static partial Regex Quoted();
}
