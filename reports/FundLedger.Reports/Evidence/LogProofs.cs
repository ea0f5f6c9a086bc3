using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Reports.Checks;

namespace FundLedger.Reports.Evidence;

/// <summary>Checkpoints and what can be proved by them, each from one snapshot on the read-only login.</summary>
public sealed class LogProofs(ReportingDatabase database)
{
    /// <summary>Every checkpoint, the smallest tree first.</summary>
    public Task<IReadOnlyList<StoredCheckpoint>> Checkpoints(long account, CancellationToken stop) =>
        database.Read(snapshot => snapshot.Rows<StoredCheckpoint>("Evidence.checkpoints", new { account }), stop);

    /// <summary>The checkpoint of the largest tree; null when nothing has been signed yet.</summary>
    public Task<StoredCheckpoint?> LastCheckpoint(long account, CancellationToken stop) =>
        database.Read(snapshot => Last(snapshot, account), stop);

    /// <summary>
    /// The proof that the entry is in the tree of that size, by default the last one signed. Refused: no such entry, no
    /// such checkpoint, an entry that is not sealed yet, a tree of which a part is missing.
    /// </summary>
    public Task<Result<InclusionProof>> Inclusion(long account, EntryReference entry, long? size, CancellationToken stop) => database.Read(
        async snapshot =>
        {
            var leaf = await snapshot.RowOrNull<EntryLeafRow>(
                "Evidence.entry-leaf", new { account, year = entry.FiscalYear, number = entry.Number });
            if (leaf is null) return LedgerRefusals.EntryNotFound(entry);
            var stored = await Find(snapshot, account, size);
            if (stored.IsRefused) return stored.Refusal;
            var checkpoint = stored.Value;
            if (leaf.LeafIndex >= checkpoint.TreeSize)
                return CheckpointRefusals.EntryNotSealedYet(entry, leaf.LeafIndex, checkpoint.TreeSize);
            var path = await Path(snapshot, account, MerklePaths.Inclusion(leaf.LeafIndex, checkpoint.TreeSize));
            if (path.IsRefused) return path.Refusal;
            var books = await ReportBooks.Read(snapshot, account);
            var facts = (await EntryBlock.Facts(snapshot, books, entry.FiscalYear, entry.Number, entry.Number)).Single();
            return Result.Of(
                new InclusionProof(books.LogName, facts, leaf.LeafIndex, leaf.Hash, checkpoint.TreeSize, path.Value, checkpoint.Note));
        },
        stop);

    /// <summary>
    /// The proof between two checkpoints. Refused: sizes the wrong way round, sizes that were not signed, a tree of
    /// which a part is missing.
    /// </summary>
    public Task<Result<ConsistencyProof>> Consistency(long account, long earlier, long later, CancellationToken stop) => database.Read(
        async snapshot =>
        {
            if (earlier > later) return CheckpointRefusals.ProofSizesReversed(earlier, later);
            var first = await Find(snapshot, account, earlier);
            if (first.IsRefused) return first.Refusal;
            var second = await Find(snapshot, account, later);
            if (second.IsRefused) return second.Refusal;
            var path = await Path(snapshot, account, MerklePaths.Consistency(earlier, later));
            if (path.IsRefused) return path.Refusal;
            var books = await ReportBooks.Read(snapshot, account);
            return Result.Of(new ConsistencyProof(books.LogName, earlier, later, path.Value, first.Value.Note, second.Value.Note));
        },
        stop);

    /// <summary>
    /// Verifies a signed checkpoint, ours or one kept elsewhere, against the books as they are. Refused: what
    /// <see cref="Checkpoint.Verify"/> refuses, a tree larger than the log, another root than the log has at that size.
    /// </summary>
    public Task<Result<Checkpoint>> Verify(long account, string note, IReadOnlyList<CheckpointPublicKey> keys, CancellationToken stop) =>
        database.Read(
        async snapshot =>
        {
            var books = await ReportBooks.Read(snapshot, account);
            var verified = Checkpoint.Verify(note, books.LogName, keys);
            if (verified.IsRefused) return verified;
            var leaves = await snapshot.Count(snapshot.TextOf("Evidence.leaf-count"), new { account });
            var size = verified.Value.Size;
            if (size > leaves) return CheckpointRefusals.CheckpointLargerThanLog(size, leaves);
            var root = await StoredTree.Root(snapshot, account, size);
            return root.AsSpan().SequenceEqual(verified.Value.Root) ? verified : CheckpointRefusals.CheckpointRootDiffers(size);
        },
        stop);

    internal static Task<StoredCheckpoint?> Last(Snapshot snapshot, long account) =>
        snapshot.RowOrNull<StoredCheckpoint>("Evidence.last-checkpoint", new { account });

    private static async Task<Result<StoredCheckpoint>> Find(Snapshot snapshot, long account, long? size)
    {
        var checkpoint = size is null ? await Last(snapshot, account)
            : await snapshot.RowOrNull<StoredCheckpoint>("Evidence.checkpoint-of-size", new { account, size });
        if (checkpoint is not null) return checkpoint;
        return size is { } wanted ? CheckpointRefusals.NoCheckpointOfSize(wanted) : CheckpointRefusals.NoCheckpointYet();
    }

    private static async Task<Result<IReadOnlyList<byte[]>>> Path(Snapshot snapshot, long account, IReadOnlyList<LeafRange> ranges)
    {
        var hashes = await StoredTree.Hashes(snapshot, account, ranges);
        for (var index = 0; index < ranges.Count; index++)
        {
            if (hashes[index] is null) return CheckpointRefusals.LogNodeMissing(ranges[index].First, ranges[index].End);
        }

        return Result.Of<IReadOnlyList<byte[]>>(hashes.Select(hash => hash!).ToArray());
    }

    private sealed record EntryLeafRow(long LeafIndex, byte[] Hash);
}
