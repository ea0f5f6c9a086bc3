using NodaTime;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>The facts of a stored entry that its leaf covers; the same whether just accepted or read back.</summary>
public sealed record EntryLeafFacts(
    string Log,
    EntryReference Reference,
    VoucherKind Kind,
    int Period,
    LocalDate BookingDate,
    LocalDate ValueDate,
    Instant RecordedAt,
    long ActorId,
    DocumentReference? Document,
    EntryReference? Reverses,
    byte[] DescriptionCommitment,
    IReadOnlyList<PostingLeafFacts> Postings,
    IReadOnlyList<LotOpeningLeafFacts> LotsOpened,
    IReadOnlyList<LotMovement> LotMovements,
    long? ApproverId = null);

public readonly record struct PostingLeafFacts(string Account, string Fund, long Amount, long? PartyId, long? VentureId);

public readonly record struct LotOpeningLeafFacts(long LotId, string Fund, long Amount, LotKind Kind, long? DocumentId, long? ParentLotId);

/// <summary>How an entry becomes a leaf: every figure, code, date and lot movement in a fixed order.</summary>
public static class EntryLeaf
{
    public static byte[] Hash(EntryLeafFacts entry)
    {
        using var leaf = Encode(entry);
        return leaf.Hash();
    }

    /// <summary>As <see cref="Hash(EntryLeafFacts)"/>, into memory of the caller's.</summary>
    public static void Hash(EntryLeafFacts entry, Span<byte> destination)
    {
        using var leaf = Encode(entry);
        leaf.Hash(destination);
    }

    /// <summary>The canonical bytes, from which the facts can be read back.</summary>
    public static LeafEncoding Encode(EntryLeafFacts entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var leaf = new LeafEncoding(LeafKind.Entry)
            .Text(entry.Log)
            .Number(entry.Reference.FiscalYear).Number(entry.Reference.Number)
            .Number((long)entry.Kind).Number(entry.Period)
            .Date(entry.BookingDate).Date(entry.ValueDate).Instant(entry.RecordedAt)
            .Number(entry.ActorId)
            .Number((long?)entry.Document?.Kind).Number(entry.Document?.Id)
            .Number(entry.Reverses?.FiscalYear).Number(entry.Reverses?.Number)
            .Bytes(entry.DescriptionCommitment)
            .Number(entry.Postings.Count);
        // By index: an enumerator of the list would be allocated for every entry.
        for (var index = 0; index < entry.Postings.Count; index++)
        {
            var posting = entry.Postings[index];
            leaf.Text(posting.Account).Text(posting.Fund).Number(posting.Amount).Number(posting.PartyId).Number(posting.VentureId);
        }

        leaf.Number(entry.LotsOpened.Count);
        for (var index = 0; index < entry.LotsOpened.Count; index++)
        {
            var lot = entry.LotsOpened[index];
            leaf.Number(lot.LotId).Text(lot.Fund).Number(lot.Amount).Number((long)lot.Kind).Number(lot.DocumentId).Number(lot.ParentLotId);
        }

        leaf.Number(entry.LotMovements.Count);
        for (var index = 0; index < entry.LotMovements.Count; index++)
        {
            var movement = entry.LotMovements[index];
            leaf.Number(movement.LotId).Text(movement.Fund).Number(movement.Used).Number(movement.Encumbered);
        }

        // Only manual vouchers have an approver; without one nothing follows, so other leaves are what they always were.
        if (entry.ApproverId is { } approver) leaf.Number(approver);
        return leaf;
    }
}

/// <summary>An imported statement file as a leaf: its SHA-256 and who imported it.</summary>
public static class StatementFileLeaf
{
    public static byte[] Hash(string log, long fileId, byte[] sha256, long length, long personId, Instant recordedAt) =>
        new LeafEncoding(LeafKind.StatementFile)
            .Text(log).Number(fileId).Bytes(sha256).Number(length).Number(personId).Instant(recordedAt)
            .Hash();
}
