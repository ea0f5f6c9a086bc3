namespace FundLedger.Data.Migrating;

/// <summary>A trigger, function or procedure of the books: as the text of this version says it, or as a database has it.</summary>
/// <param name="Name">What it is and where: <c>trigger tr_fund_keep_code on ledger.fund</c>.</param>
/// <param name="Text">In a form in which both can be compared; null: this login may not read it.</param>
public sealed record GuardText(string Name, string? Text, bool Enabled = true)
{
    /// <summary>
    /// What a database has otherwise than the text says, a line each; empty is right. A guard that does nothing stands there
    /// under its own name, so what it does is compared, not that it is there.
    /// </summary>
    public static IReadOnlyList<string> Problems(IEnumerable<GuardText> wanted, IEnumerable<GuardText> stored)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(stored);
        var found = stored.ToLookup(guard => guard.Name, StringComparer.Ordinal);
        var problems = new List<string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var guard in wanted)
        {
            names.Add(guard.Name);
            var problem = found[guard.Name].ToArray() switch
            {
                [] => "is missing",
                [{ Enabled: false }] => "is disabled",
                [{ Text: null }] => "cannot be read by this login",
                [var one] => one.Text == guard.Text ? null : "differs from its text",
                _ => "stands there more than once",
            };
            if (problem is not null) problems.Add($"{guard.Name} {problem}");
        }

        problems.AddRange(found.Where(guard => !names.Contains(guard.Key)).Select(guard => $"{guard.Key} is in no text of this version"));
        problems.Sort(StringComparer.Ordinal);
        return problems;
    }
}
