using System.Data.Common;
using System.Security.Cryptography;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Reads some thousand stored entries at a time with everything their leaves cover. The room for their parts is used
/// again, so what a block's entries name is gone when the next block is read.
/// </summary>
internal sealed class EntryBlock(Snapshot snapshot, ReportBooks books)
{
    private readonly EntryParts<PostingLeafFacts> postings = new();
    private readonly EntryParts<(int Number, LocalDate Date)> lines = new();
    private readonly EntryParts<LotOpeningLeafFacts> lots = new();
    private readonly EntryParts<LotMovement> movements = new();
    private readonly EntryParts<(int? Kind, long? Id)> documents = new();

    /// <summary>Gives out these entries by their numbers, each as it is read: the database finds the next ones meanwhile.</summary>
    public async Task Read(int year, long first, long last, Action<StoredEntry> take)
    {
        Clear();
        var parameters = new { account = books.Id, year, first, last };
        await Rows("Checks.leaf-postings", parameters, AddPosting);
        await Rows("Checks.leaf-lots", parameters, AddLot);
        await Rows("Checks.leaf-movements", parameters, AddMovement);
        await Rows("Checks.leaf-entries", parameters, row => take(Entry(row, year)));
    }

    /// <summary>What the leaves of these entries cover.</summary>
    public static async Task<IReadOnlyList<EntryLeafFacts>> Facts(Snapshot snapshot, ReportBooks books, int year, long first, long last)
    {
        var facts = new List<EntryLeafFacts>();
        await new EntryBlock(snapshot, books).Read(year, first, last, entry => facts.Add(entry.Facts));
        return facts;
    }

    private async Task Rows(string statement, object parameters, Action<DbDataReader> add)
    {
        await using var rows = await snapshot.Stream(statement, parameters);
        while (snapshot.Next(rows)) add(rows);
    }

    private void Clear()
    {
        postings.Clear();
        lines.Clear();
        lots.Clear();
        movements.Clear();
        documents.Clear();
    }

    private void AddPosting(DbDataReader row)
    {
        var number = row.GetInt64(0);
        postings.Add(number, new PostingLeafFacts(
            books.AccountCode(row.GetInt64(1)), books.FundCode(row.GetInt64(2)), row.GetInt64(3), row.Number(4), row.Number(5)));
        lines.Add(number, (row.GetInt32(6), row.Date(7)));
    }

    private void AddLot(DbDataReader row) => lots.Add(row.GetInt64(0), new LotOpeningLeafFacts(
        row.GetInt64(1), books.FundCode(row.GetInt64(2)), row.GetInt64(3), (LotKind)row.GetInt32(4), row.Number(5), row.Number(6)));

    private void AddMovement(DbDataReader row)
    {
        var number = row.GetInt64(0);
        movements.Add(number, new LotMovement(row.GetInt64(1), books.FundCode(row.Number(2)), row.GetInt64(3), row.GetInt64(4)));
        documents.Add(number, (row.Small(5), row.Number(6)));
    }

    private StoredEntry Entry(DbDataReader row, int year)
    {
        var number = row.GetInt64(0);
        var document = (Kind: row.Small(7), Id: row.Number(8));
        var facts = new EntryLeafFacts(
            books.LogName, new EntryReference(year, number), (VoucherKind)row.GetInt32(1), row.GetInt32(2), row.Date(3), row.Date(4),
            row.Instant(5), row.GetInt64(6),
            document is { Kind: { } kind, Id: { } id } ? new DocumentReference((DocumentKind)kind, id) : null,
            row.Small(9) is { } reversedYear && row.Number(10) is { } reversed ? new EntryReference(reversedYear, reversed) : null,
            row.GetFieldValue<byte[]>(11), postings.ListOf(number), lots.ListOf(number), movements.ListOf(number), row.Number(19));
        var complete = HasLines(number, row.GetInt32(20), facts.BookingDate) && MovesFor(number, document);
        return new StoredEntry(facts, StoredLeaf.Read(row, row.GetInt64(12), 15), StoredText.Read(row, 13), complete);
    }

    /// <summary>Whether an entry has this many lines, numbered from 1 without a gap and all dated like it.</summary>
    private bool HasLines(long entry, int count, LocalDate date)
    {
        var stored = lines.Of(entry);
        if (stored.Count == 0 || stored.Count != count) return false;
        for (var index = 0; index < count; index++)
        {
            if (stored[index] != (index + 1, date)) return false;
        }

        return true;
    }

    /// <summary>Whether all lot movements of an entry name its document.</summary>
    private bool MovesFor(long entry, (int? Kind, long? Id) document)
    {
        foreach (var named in documents.Of(entry))
        {
            if (named != document) return false;
        }

        return true;
    }
}

/// <summary>A stored entry; complete when its parts go with it as they should.</summary>
internal readonly record struct StoredEntry(EntryLeafFacts Facts, StoredLeaf Leaf, StoredText Description, bool Complete)
{
    /// <summary>Finds what is wrong with the entry's leaf and description; what else it shows goes into the proof.</summary>
    public void Check(EntryProof proof, Findings findings)
    {
        findings.Examined++;
        proof.Add(Facts, Complete);
        var reference = Facts.Reference.Write(stackalloc char[EntryReference.MaxLetters]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        EntryLeaf.Hash(Facts, hash);
        if (Leaf.Problem(LeafKind.Entry, reference, hash, Facts.RecordedAt) is { } problem) findings.Add(problem);
        if (!Description.Keeps(Facts.DescriptionCommitment)) findings.Add($"The description is not the one committed to: {reference}");
    }
}
