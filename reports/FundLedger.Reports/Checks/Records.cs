using System.Globalization;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Every row of every table that is a record gives the hash of its last leaf, and every leaf of a record belongs to a row: what
/// was changed, added, removed or put back to an earlier state behind the application's back is named.
/// </summary>
internal static class Records
{
    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        var books = await ReportBooks.Read(snapshot, account);
        var tables = await RecordTable.Read(snapshot);
        var due = 0L;
        foreach (var table in tables)
        {
            if (!table.HasLeaves)
            {
                findings.Add($"The table has no columns that say where its rows are in the log: ledger.{table.Name}");
                continue;
            }

            await Rows(snapshot, books, table, findings);
            due += await table.Revisions(snapshot, account);
        }

        var leaves = await snapshot.Count(snapshot.TextOf("Checks.record-leaves"), new { account });
        if (leaves != due) await Leaves(snapshot, account, tables, findings);
    }

    private static async Task Rows(Snapshot snapshot, ReportBooks books, RecordTable table, Findings findings)
    {
        await using var rows = await table.Rows(snapshot, books.Id);
        while (snapshot.Next(rows))
        {
            findings.Examined++;
            if (Problem(books, table.Row(rows), rows) is { } problem) findings.Add(problem);
        }
    }

    private static string? Problem(ReportBooks books, RecordRow row, System.Data.Common.DbDataReader rows)
    {
        if (row.LeafIndex is not { } index) return $"The row was never recorded: {row.Reference}";
        if (row.Covered() is not { } covered) return $"The row has no salt for its texts, or one without texts: {row.Reference}";
        var leaf = StoredLeaf.Read(rows, index, 0);
        var hash = RecordLeaf.Hash(books.LogName, row.Reference, leaf.RecordedAt, covered);
        return leaf.Problem(LeafKind.Record, row.Reference.ToString(), hash, leaf.RecordedAt);
    }

    /// <summary>There are more or fewer leaves than the rows say: which, only then needs to be known.</summary>
    private static async Task Leaves(Snapshot snapshot, long account, IReadOnlyList<RecordTable> tables, Findings findings)
    {
        var revisions = new Dictionary<string, (int Revision, int Leaves)>(StringComparer.Ordinal);
        foreach (var table in tables.Where(table => table.HasLeaves))
        {
            await using var rows = await table.Rows(snapshot, account);
            while (snapshot.Next(rows))
            {
                var reference = table.Row(rows).Reference;
                revisions[Name(reference)] = (reference.Revision, 0);
            }
        }

        await using (var leaves = await snapshot.Stream("Checks.record-references", new { account }))
        {
            while (snapshot.Next(leaves))
            {
                var reference = leaves.GetString(1);
                if (Problem(revisions, reference) is { } problem)
                    findings.Add(string.Create(CultureInfo.InvariantCulture, $"{problem}: {reference}, leaf {leaves.GetInt64(0)}"));
            }
        }

        foreach (var (name, row) in revisions.Where(row => row.Value.Leaves != row.Value.Revision))
            findings.Add(string.Create(
                CultureInfo.InvariantCulture, $"The row has {row.Leaves} leaves and was recorded {row.Revision} times: {name}"));
    }

    private static string? Problem(Dictionary<string, (int Revision, int Leaves)> revisions, string reference)
    {
        var slash = reference.LastIndexOf('/');
        if (slash < 0 || !int.TryParse(reference.AsSpan(slash + 1), CultureInfo.InvariantCulture, out var revision))
            return "The leaf names no row";
        var name = reference[..slash];
        if (!revisions.TryGetValue(name, out var row)) return IsNational(name) ? null : "The leaf stands for a row that is not there";
        revisions[name] = (row.Revision, row.Leaves + 1);
        return revision > row.Revision ? "The row is older than its last leaf" : null;
    }

    /// <summary>People belong to no dedicated account: the later leaves of one may be in the log of another.</summary>
    private static bool IsNational(string name) => name.StartsWith("person/", StringComparison.Ordinal);

    private static string Name(RecordReference reference) => $"{reference.Table}/{reference.Key}";
}
