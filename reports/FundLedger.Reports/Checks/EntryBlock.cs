using System.Data.Common;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.Reports.Checks;

/// <summary>Some thousand stored entries with everything their leaves cover, ready to be hashed without the database.</summary>
internal sealed class EntryBlock
{
    private readonly List<(EntryLeafFacts Facts, StoredLeaf Leaf, StoredText Description, bool Complete)> entries = [];

    public int Count => entries.Count;

    /// <summary>What the entries' leaves cover, in the order of their numbers.</summary>
    public IEnumerable<EntryLeafFacts> Facts => entries.Select(entry => entry.Facts);

    public static async Task<EntryBlock> Read(Snapshot snapshot, ReportBooks books, int year, long first, long last, CancellationToken stop)
    {
        var parameters = new { account = books.Id, year, first, last };

        var lines = new Lines();
        var postings = await Lists(snapshot, "Checks.leaf-postings", parameters, row =>
        {
            lines.Add(row.GetInt64(0), row.GetInt32(6), row.Date(7));
            return new PostingLeafFacts(books.AccountCode(row.GetInt64(1)), books.FundCode(row.GetInt64(2)), row.GetInt64(3), row.Number(4), row.Number(5));
        }, stop);
        var lots = await Lists(snapshot, "Checks.leaf-lots", parameters, row => new LotOpeningLeafFacts(
            row.GetInt64(1), books.FundCode(row.GetInt64(2)), row.GetInt64(3), (LotKind)row.GetInt32(4), row.Number(5), row.Number(6)), stop);
        var documents = new Dictionary<long, (int? Kind, long? Id)?>();
        var movements = await Lists(snapshot, "Checks.leaf-movements", parameters, row =>
        {
            var (mover, document) = (row.GetInt64(0), (row.Small(5), row.Number(6)));
            // Null once an entry's movements name different documents.
            documents[mover] = documents.TryGetValue(mover, out var before) && before != document ? null : document;
            return new LotMovement(row.GetInt64(1), books.FundCode(row.Number(2)), row.GetInt64(3), row.GetInt64(4));
        }, stop);

        var block = new EntryBlock();
        await using var rows = await snapshot.Stream("Checks.leaf-entries", parameters);
        while (await rows.ReadAsync(stop))
        {
            var number = rows.GetInt64(0);
            var facts = new EntryLeafFacts(
                books.LogName, new EntryReference(year, number), (VoucherKind)rows.GetInt32(1), rows.GetInt32(2), rows.Date(3), rows.Date(4),
                rows.Instant(5), rows.GetInt64(6),
                rows.Small(7) is { } kind && rows.Number(8) is { } id ? new DocumentReference((DocumentKind)kind, id) : null,
                rows.Small(9) is { } reversedYear && rows.Number(10) is { } reversed ? new EntryReference(reversedYear, reversed) : null,
                rows.GetFieldValue<byte[]>(11), postings.GetValueOrDefault(number, []), lots.GetValueOrDefault(number, []),
                movements.GetValueOrDefault(number, []), rows.Number(19));
            block.entries.Add((
                facts, StoredLeaf.Read(rows, rows.GetInt64(12), 15), StoredText.Read(rows, 13),
                lines.Are(number, rows.GetInt32(20), facts.BookingDate) && (!documents.TryGetValue(number, out var named) || named == (rows.Small(7), rows.Number(8)))));
        }

        return block;
    }

    /// <summary>What is wrong with these entries' leaves and descriptions; what else they show goes into the proof.</summary>
    public IReadOnlyList<string> Problems(EntryProof proof)
    {
        var problems = new List<string>();
        foreach (var (facts, leaf, description, complete) in entries)
        {
            proof.Add(facts, complete);
            var reference = facts.Reference.ToString();
            if (leaf.Problem(LeafKind.Entry, reference, EntryLeaf.Hash(facts), facts.RecordedAt) is { } problem) problems.Add(problem);
            if (!description.Keeps(facts.DescriptionCommitment)) problems.Add($"The description is not the one committed to: {reference}");
        }

        return problems;
    }

    /// <summary>Rows gathered by the entry number in their first column.</summary>
    private static async Task<Dictionary<long, List<T>>> Lists<T>(
        Snapshot snapshot, string statement, object parameters, Func<DbDataReader, T> read, CancellationToken stop)
    {
        var lists = new Dictionary<long, List<T>>();
        await using var rows = await snapshot.Stream(statement, parameters);
        while (await rows.ReadAsync(stop))
        {
            var number = rows.GetInt64(0);
            if (!lists.TryGetValue(number, out var list)) lists[number] = list = [];
            list.Add(read(rows));
        }

        return lists;
    }

    /// <summary>Whether entries' lines are numbered from 1 without a gap and all dated like their entry.</summary>
    private sealed class Lines
    {
        private readonly Dictionary<long, (int Last, LocalDate Date)> found = [];
        private readonly HashSet<long> broken = [];

        /// <summary>Lines come in order.</summary>
        public void Add(long number, int line, LocalDate date)
        {
            var before = found.GetValueOrDefault(number, (Last: 0, Date: date));
            if (line != before.Last + 1 || date != before.Date) broken.Add(number);
            found[number] = (line, date);
        }

        public bool Are(long number, int count, LocalDate date) =>
            found.TryGetValue(number, out var lines) && lines == (count, date) && !broken.Contains(number);
    }
}
