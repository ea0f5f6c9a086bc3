using FundLedger.Data.Engines;
using FundLedger.Data.Model;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace FundLedger.Data.Writing;

/// <summary>
/// Hashes the tree over the leaves that are committed, keeps its complete nodes and signs it. Takes no lock of the
/// ledger: writing goes on meanwhile, and two sealers at once compute the same, so the second one uses what is
/// there. After an interruption at any step the next run continues from the nodes that were kept.
/// </summary>
public sealed class LogSealer(LedgerDbFactory factory, IClock clock)
{
    /// <summary>Leaves read and nodes kept at a time; a multiple of the segment.</summary>
    private const long LeavesAtOnce = 64 * TreeParts.SegmentSize;

    /// <summary>The log's name, and the ids of the keys that signed the checkpoints the database holds.</summary>
    public async Task<(string Name, IReadOnlyList<string> SignedBy)> Log(long accountId, CancellationToken stop)
    {
        await using var db = factory.Create(accountId);
        var name = await db.DedicatedAccounts.Where(account => account.Id == accountId).Select(account => account.LogName)
            .SingleAsync(stop);
        return (name, await db.LogCheckpoints.Select(checkpoint => checkpoint.KeyId).Distinct().ToListAsync(stop));
    }

    /// <summary>
    /// Signs the log at its present size, or gives the checkpoint that this key signed at this size before.
    /// Refused: a name that no note can carry, an empty log, a leaf that is missing, a log that contradicts its last checkpoint.
    /// </summary>
    /// <param name="kept">
    /// What was signed last, kept outside the database; null: nothing was. Refused: a log that contradicts it, whatever the
    /// checkpoints in the database say.
    /// </param>
    /// <param name="progress">Receives the number of leaves hashed.</param>
    public async Task<Result<LogCheckpoint>> Sign(
        long accountId, CheckpointKey key, Checkpoint? kept = null, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        // Another sealer may keep these nodes or sign this size first.
        return await new Retries(factory.Engine, afterDuplicates: true).Run(() => Once(accountId, key, kept, progress, stop), stop);
    }

    private async Task<Result<LogCheckpoint>> Once(
        long accountId, CheckpointKey key, Checkpoint? kept, IProgress<long>? progress, CancellationToken stop)
    {
        await using var db = factory.Create(accountId);
        var origin = await db.DedicatedAccounts.Where(account => account.Id == accountId).Select(account => account.LogName)
            .SingleAsync(stop);
        if (!SignedNote.IsName(origin)) return CheckpointRefusals.LogNameNotUsable(origin);
        // Read before the size: another sealer may sign a larger log meanwhile, which is no contradiction.
        var last = await db.LogCheckpoints.AsNoTracking()
            .OrderByDescending(checkpoint => checkpoint.TreeSize).FirstOrDefaultAsync(stop);
        var size = await db.Leaves.MaxAsync(leaf => (long?)leaf.LeafIndex, stop) + 1 ?? 0;
        if (size == 0) return CheckpointRefusals.LogEmpty();

        var sealedRoot = await Seal(db, accountId, size, progress, stop);
        if (sealedRoot.IsRefused) return sealedRoot.Refusal;
        if (last is not null && !await Continues(db, last.TreeSize, last.Root, size, stop))
            return CheckpointRefusals.LogContradictsCheckpoint(last.TreeSize);
        if (kept is not null && !await Continues(db, kept.Size, kept.Root, size, stop))
            return CheckpointRefusals.LogContradictsKeptCheckpoint(kept.Size);

        var known = await db.LogCheckpoints.AsNoTracking().SingleOrDefaultAsync(
            checkpoint => checkpoint.TreeSize == size && checkpoint.KeyId == key.Public.IdText, stop);
        if (known is not null) return known;
        var signed = new LogCheckpoint
        {
            DedicatedAccountId = accountId,
            TreeSize = size,
            KeyId = key.Public.IdText,
            Root = sealedRoot.Value,
            Note = key.Sign(new Checkpoint(origin, size, sealedRoot.Value)),
            SignedAt = clock.GetCurrentInstant(),
        };
        db.LogCheckpoints.Add(signed);
        await db.SaveChangesAsync(stop);
        return signed;
    }

    /// <summary>Keeps every node that is complete at this size and gives the root.</summary>
    private async Task<Result<byte[]>> Seal(LedgerDb db, long accountId, long size, IProgress<long>? progress, CancellationToken stop)
    {
        var lastSegment = await db.LogNodes.Where(node => node.Level == TreeParts.SegmentLevel)
            .MaxAsync(node => (long?)node.FirstLeaf, stop);
        // Another sealer may have kept more than this size has.
        var keptSize = Math.Min(lastSegment + TreeParts.SegmentSize ?? 0, size / TreeParts.SegmentSize * TreeParts.SegmentSize);
        var keptRange = new LeafRange(0, keptSize);
        var parts = new TreeParts([keptRange]);
        await Read(db, parts, stop);
        var roots = keptRange.Subtrees().Select(subtree => (Subtree: subtree, Hash: parts.Hash(new LeafRange(subtree.First, subtree.End))))
            .ToArray();
        foreach (var (subtree, hash) in roots)
        {
            if (hash is null) return CheckpointRefusals.LogNodeMissing(subtree.First, subtree.End);
        }

        var frontier = new MerkleFrontier(roots.Select(root => new CompleteNode(root.Subtree, root.Hash!)));

        while (frontier.Size < size)
        {
            var first = frontier.Size;
            var end = Math.Min(first + LeavesAtOnce, size);
            var leaves = await db.Leaves.Where(leaf => leaf.LeafIndex >= first && leaf.LeafIndex < end)
                .OrderBy(leaf => leaf.LeafIndex).Select(leaf => new { leaf.LeafIndex, leaf.Hash }).ToListAsync(stop);
            var complete = new List<CompleteNode>();
            foreach (var leaf in leaves)
            {
                if (leaf.LeafIndex != frontier.Size) return CheckpointRefusals.LeafMissing(frontier.Size);
                frontier.Add(leaf.Hash, TreeParts.SegmentLevel, complete.Add);
            }

            if (frontier.Size != end) return CheckpointRefusals.LeafMissing(frontier.Size);
            await Keep(db, accountId, complete, stop);
            progress?.Report(frontier.Size);
        }

        return frontier.Root();
    }

    private async Task Keep(LedgerDb db, long accountId, List<CompleteNode> complete, CancellationToken stop)
    {
        if (complete.Count == 0) return;
        var transaction = await db.Database.BeginTransactionAsync(stop);
        await using var ending = new EndingTransaction(transaction);
        var nodes = factory.Engine.Rows($"{LedgerDb.Schema}.log_node", accountId, ["first_leaf", "level", "hash"], complete.Count);
        foreach (var node in complete) nodes.Number(node.Subtree.First).Integer(node.Subtree.Level).Bytes(node.Hash);
        await factory.Engine.Apply(transaction.GetDbTransaction(), [nodes], stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>A log never signs what contradicts an earlier checkpoint: the tree at that size must still have that root.</summary>
    private static async Task<bool> Continues(LedgerDb db, long signedSize, byte[] signedRoot, long size, CancellationToken stop)
    {
        if (signedSize > size) return false;
        var tree = new LeafRange(0, signedSize);
        var parts = new TreeParts([tree]);
        await Read(db, parts, stop);
        return parts.Hash(tree) is { } root && root.AsSpan().SequenceEqual(signedRoot);
    }

    private static async Task Read(LedgerDb db, TreeParts parts, CancellationToken stop)
    {
        var firsts = parts.Nodes.Select(node => node.First).ToArray();
        foreach (var node in await db.LogNodes.AsNoTracking()
            .Where(node => firsts.Contains(node.FirstLeaf)).ToListAsync(stop))
        {
            parts.AddNode(new Subtree(node.FirstLeaf, node.Level), node.Hash);
        }

        foreach (var (first, end) in parts.Leaves)
        {
            foreach (var leaf in await db.Leaves.AsNoTracking()
                .Where(leaf => leaf.LeafIndex >= first && leaf.LeafIndex < end).ToListAsync(stop))
            {
                parts.AddLeaf(leaf.LeafIndex, leaf.Hash);
            }
        }
    }
}
