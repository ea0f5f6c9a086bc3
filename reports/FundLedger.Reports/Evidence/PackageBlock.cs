using System.Text.Json;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Reports.Checks;
using NodaTime;

namespace FundLedger.Reports.Evidence;

/// <summary>A leaf of the package.</summary>
/// <param name="Write">Null when the books hold nothing for the leaf.</param>
internal sealed record PackageLeaf(long Index, LeafKind Kind, string Reference, Action<Utf8JsonWriter>? Write);

/// <summary>Some thousand leaves with their facts.</summary>
internal sealed class PackageBlock
{
    private PackageBlock(IReadOnlyList<PackageLeaf> leaves) => Leaves = leaves;

    public IReadOnlyList<PackageLeaf> Leaves { get; }

    public int Count => Leaves.Count;

    public static async Task<PackageBlock> Read(Snapshot snapshot, ReportBooks books, long first, long before, CancellationToken stop)
    {
        var parameters = new { account = books.Id, first, before };
        var rows = await snapshot.Rows<Row>("Evidence.package-leaves", parameters);
        var kinds = rows.Select(row => (LeafKind)row.Kind).ToHashSet();
        var entries = await Entries(snapshot, books, rows);
        var steps = kinds.Contains(LeafKind.Approval) ? await PackageSteps.Read(snapshot, books.Id, first, before) : [];
        var files = kinds.Contains(LeafKind.StatementFile) ? await Files(snapshot, parameters, stop) : [];
        var changes = kinds.Contains(LeafKind.DesignationChange) ? await Changes(snapshot, books, first, before, stop) : [];
        var records = kinds.Contains(LeafKind.Record) ? await Records(snapshot, books, first, before) : [];
        return new PackageBlock(
            rows.Select(row => new PackageLeaf(row.LeafIndex, (LeafKind)row.Kind, row.Reference, (LeafKind)row.Kind switch
            {
                LeafKind.Entry when entries.TryGetValue(row.Reference, out var entry) => json =>
                    LeafJson.Write(json, row.LeafIndex, entry, row.Hash),
                LeafKind.Approval when steps.TryGetValue(row.LeafIndex, out var step) => json =>
                    LeafJson.Write(json, row.LeafIndex, step, row.Hash),
                LeafKind.DesignationChange when changes.TryGetValue(row.LeafIndex, out var change) => json =>
                    LeafJson.Write(json, row.LeafIndex, change, row.Hash),
                LeafKind.StatementFile when files.TryGetValue(row.LeafIndex, out var file) => json =>
                    LeafJson.Write(json, row.LeafIndex, file, row.Hash),
                // Of a row that has changed since only the hash is left of what it was before.
                LeafKind.Record => json => LeafJson.Write(
                    json, row.LeafIndex, row.Reference, row.RecordedAt, records.GetValueOrDefault(row.LeafIndex), row.Hash),
                _ => null,
            })).ToArray());
    }

    /// <summary>Entries get numbers and leaves in the same order, so those of a block are a run of numbers in each fiscal year.</summary>
    private static async Task<Dictionary<string, EntryLeafFacts>> Entries(Snapshot snapshot, ReportBooks books, IReadOnlyList<Row> rows)
    {
        var byReference = new Dictionary<string, EntryLeafFacts>();
        var references = rows.Where(row => (LeafKind)row.Kind == LeafKind.Entry)
            .Select(row => EntryReference.Parse(row.Reference)).Where(read => !read.IsRefused).Select(read => read.Value);
        foreach (var year in references.GroupBy(reference => reference.FiscalYear))
        {
            var entries = await EntryBlock.Facts(
                snapshot, books, year.Key, year.Min(entry => entry.Number), year.Max(entry => entry.Number));
            foreach (var facts in entries) byReference[facts.Reference.ToString()] = facts;
        }

        return byReference;
    }

    private static async Task<Dictionary<long, DesignationChangeLeafFacts>> Changes(
        Snapshot snapshot, ReportBooks books, long first, long before, CancellationToken stop)
    {
        var byLeaf = new Dictionary<long, DesignationChangeLeafFacts>();
        await using var rows = await DesignationLeaves.Stream(snapshot, books.Id, first, before);
        while (await rows.ReadAsync(stop))
        {
            var (index, facts) = DesignationLeaves.Read(rows);
            byLeaf[index] = facts;
        }

        return byLeaf;
    }

    private static async Task<Dictionary<long, StatementFileLeafFacts>> Files(Snapshot snapshot, object parameters, CancellationToken stop)
    {
        var byLeaf = new Dictionary<long, StatementFileLeafFacts>();
        await using var rows = await snapshot.Stream("Evidence.package-files", parameters);
        while (await rows.ReadAsync(stop))
        {
            byLeaf[rows.GetInt64(0)] = new StatementFileLeafFacts(
                rows.GetInt64(1), rows.GetFieldValue<byte[]>(2), rows.GetInt64(3), rows.GetInt64(4), rows.Instant(5));
        }

        return byLeaf;
    }

    /// <summary>The rows whose last leaf is among these, as it covers them.</summary>
    private static async Task<Dictionary<long, IReadOnlyList<RecordColumn>>> Records(
        Snapshot snapshot, ReportBooks books, long first, long before)
    {
        var byLeaf = new Dictionary<long, IReadOnlyList<RecordColumn>>();
        foreach (var table in (await RecordTable.Read(snapshot)).Where(table => table.HasLeaves))
        {
            await using var rows = await table.Rows(snapshot, books.Id, first, before);
            while (snapshot.Next(rows))
            {
                var row = table.Row(rows);
                if (row.LeafIndex is { } index && row.Covered() is { } covered) byLeaf[index] = covered;
            }
        }

        return byLeaf;
    }

    private sealed record Row(long LeafIndex, int Kind, string Reference, byte[] Hash, Instant RecordedAt);
}
