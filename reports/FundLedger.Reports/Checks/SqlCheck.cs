using System.Data.Common;
using System.Globalization;

namespace FundLedger.Reports.Checks;

/// <summary>
/// A check written as SQL that an auditor can read and run: <c>-- examined</c> counts, and every
/// <c>-- failure: what is wrong</c> selects the rows that are wrong; no rows, no failure.
/// </summary>
internal static class SqlCheck
{
    private const string Examined = "-- examined";
    private const string Failure = "-- failure: ";

    public static async Task Run(Snapshot snapshot, string name, long account, Findings findings, CancellationToken stop)
    {
        var parameters = new { account, yes = true, no = false };
        foreach (var (problem, sql) in Sections(snapshot.TextOf($"Checks.{name}")))
        {
            if (problem is null)
            {
                findings.Examined += await snapshot.Count(sql, parameters);
                continue;
            }

            await using var rows = await snapshot.StreamText(sql, parameters);
            while (await rows.ReadAsync(stop)) findings.Add($"{problem}: {Describe(rows)}");
        }
    }

    private static IEnumerable<(string? Problem, string Sql)> Sections(string text)
    {
        var starts = text.Split('\n')
            .Select((line, index) => (line, index))
            .Where(section =>
                section.line.StartsWith(Failure, StringComparison.Ordinal) || section.line.StartsWith(Examined, StringComparison.Ordinal))
            .ToArray();
        var lines = text.Split('\n');
        for (var section = 0; section < starts.Length; section++)
        {
            var (heading, start) = starts[section];
            var end = section + 1 < starts.Length ? starts[section + 1].index : lines.Length;
            var problem = heading.StartsWith(Failure, StringComparison.Ordinal) ? heading[Failure.Length..].Trim() : null;
            yield return (problem, string.Join('\n', lines[(start + 1)..end]));
        }
    }

    /// <summary>The row in words: <c>entry 2026/5, difference 10</c>.</summary>
    private static string Describe(DbDataReader row)
    {
        var values = Enumerable.Range(0, row.FieldCount)
            .Select(column => (Name: row.GetName(column), Value: row.IsDBNull(column) ? "none"
                : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)))
            .ToList();
        if (values.Count >= 2 && values[0].Name == "fiscal_year" && values[1].Name == "number")
        {
            values[0] = ("entry", $"{values[0].Value}/{values[1].Value}");
            values.RemoveAt(1);
        }

        return string.Join(", ", values.Select(value => $"{value.Name.Replace('_', ' ')} {value.Value}"));
    }
}
