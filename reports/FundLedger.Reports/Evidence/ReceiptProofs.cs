using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.Receipts;
using FundLedger.Reports.Checks;
using NodaTime;

namespace FundLedger.Reports.Evidence;

/// <summary>A leaf and the path from it to the root that a checkpoint signs.</summary>
/// <param name="Path">The audit path of RFC 6962, from the leaf up.</param>
public sealed record LeafProof(long LeafIndex, byte[] LeafHash, IReadOnlyList<byte[]> Path);

/// <summary>The row of a receipt as its leaf covers it.</summary>
public sealed record ReceiptLeafFacts(RecordReference Reference, Instant RecordedAt, IReadOnlyList<RecordColumn> Columns);

/// <summary>
/// Shows what the log says of a receipt: the entry that booked the gift's money, and the receipt's own row, void or not, both in the
/// tree that the last checkpoint signs. It names nobody: parties are numbers, texts commitments.
/// </summary>
/// <param name="Checkpoint">Null when nothing has been signed yet.</param>
/// <param name="EntryLeaf">Null when the entry is newer than the checkpoint.</param>
/// <param name="ReceiptLeaf">Null when the receipt, or its last change, is newer than the checkpoint.</param>
/// <param name="TakenBack">The entry was reversed or corrected.</param>
public sealed record ReceiptProof(
    string Log, Currency Currency, ReceiptNumber Number, ReceiptState State, long Amount, LocalDate ReceivedOn, LocalDate IssuedOn,
    LocalDate? VoidedOn, LocalDate BookingDate, bool TakenBack, EntryLeafFacts Entry, ReceiptLeafFacts Receipt, long EntryLeafIndex,
    StoredCheckpoint? Checkpoint, LeafProof? EntryLeaf, LeafProof? ReceiptLeaf);

/// <summary>Proofs of receipts, each from one snapshot on the read-only login.</summary>
public sealed class ReceiptProofs(ReportingDatabase database)
{
    private const string Table = "receipt";

    /// <summary>Null when there is no receipt of that code.</summary>
    public Task<ReceiptProof?> Find(long account, string code, CancellationToken stop) => database.Read<ReceiptProof?>(
        async snapshot =>
        {
            if (await snapshot.RowOrNull<Row>("Evidence.receipt", new { account, code }) is not { } row) return null;
            var books = await ReportBooks.Read(snapshot, account);
            var entry = (await EntryBlock.Facts(snapshot, books, row.EntryFiscalYear, row.EntryNumber, row.EntryNumber)).Single();
            var checkpoint = await LogProofs.Last(snapshot, account);
            return new ReceiptProof(
                books.LogName, books.Currency, new ReceiptNumber(new ReceiptSeries(row.FiscalYear, (TaxClass)row.TaxClass), row.Number),
                (ReceiptState)row.State, row.Amount, row.ReceivedOn, row.IssuedOn, row.VoidedOn, row.BookingDate, row.TakenBack > 0, entry,
                await Facts(snapshot, account, row), row.EntryLeaf, checkpoint,
                await Prove(snapshot, account, row.EntryLeaf, row.EntryHash, checkpoint),
                await Prove(snapshot, account, row.ReceiptLeaf, row.ReceiptHash, checkpoint));
        },
        stop);

    private static async Task<ReceiptLeafFacts> Facts(Snapshot snapshot, long account, Row row)
    {
        var table = (await RecordTable.Read(snapshot)).Single(one => one.Name == Table);
        await using var rows = await table.Rows(snapshot, account, row.ReceiptLeaf, row.ReceiptLeaf + 1);
        if (!snapshot.Next(rows)) throw new InvalidOperationException($"No row has leaf {row.ReceiptLeaf}.");
        var stored = table.Row(rows);
        return new ReceiptLeafFacts(stored.Reference, row.ReceiptRecordedAt, stored.Covered() ?? []);
    }

    /// <summary>Null when the leaf is not under the checkpoint, or a part of the tree is missing: then nothing is proved.</summary>
    private static async Task<LeafProof?> Prove(Snapshot snapshot, long account, long leaf, byte[] hash, StoredCheckpoint? checkpoint)
    {
        if (checkpoint is null || leaf >= checkpoint.TreeSize) return null;
        var path = await StoredTree.Hashes(snapshot, account, MerklePaths.Inclusion(leaf, checkpoint.TreeSize));
        return path.Any(node => node is null) ? null : new LeafProof(leaf, hash, [.. path.Select(node => node!)]);
    }

    private sealed record Row(
        int FiscalYear, int TaxClass, long Number, int State, long Amount, LocalDate ReceivedOn, LocalDate IssuedOn, LocalDate? VoidedOn,
        int EntryFiscalYear, long EntryNumber, LocalDate BookingDate, long EntryLeaf, byte[] EntryHash, long ReceiptLeaf,
        byte[] ReceiptHash, string ReceiptReference, Instant ReceiptRecordedAt, long TakenBack);
}
