using System.Globalization;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Reports.Evidence;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Grows the tree again from every leaf: each stored node must be the one that its leaves give, and the log must have
/// at each checkpoint's size the root that was signed. Leaves and nodes are read block by block, so memory stays flat.
/// Whether the signatures hold needs the public keys, which are not in the database: see <c>checkpoint verify</c>.
/// </summary>
internal static class Checkpoints
{
    private const long LeavesPerBlock = 64 * 1024;

    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        var books = await ReportBooks.Read(snapshot, account);
        var signed = new Queue<StoredCheckpoint>(await snapshot.Rows<StoredCheckpoint>("Evidence.checkpoints", new { account }));
        var sealedSize = signed.LastOrDefault()?.TreeSize ?? 0;
        foreach (var checkpoint in signed) CheckNote(checkpoint, books.LogName, findings);

        var tree = new MerkleFrontier();
        var nodes = new Dictionary<Subtree, byte[]>();
        Action<CompleteNode> compare = node => Compare(node, nodes, sealedSize, findings);
        var seen = 0L;
        bool read;
        do
        {
            var (first, before) = (tree.Size, tree.Size + LeavesPerBlock);
            seen += await ReadNodes(snapshot, account, first, before, nodes);
            await using var leaves = await snapshot.Stream("Evidence.leaves", new { account, first, before });
            while (snapshot.Next(leaves))
            {
                // Check leaf-order reports a gap; the tree over what is there could not be right.
                if (leaves.GetInt64(0) != tree.Size || leaves.GetFieldValue<byte[]>(1) is not { Length: MerkleTree.HashLength } hash)
                {
                    findings.Add(string.Create(
                        CultureInfo.InvariantCulture, $"The tree cannot be grown: leaf {tree.Size} is missing or is no hash"));
                    return;
                }

                tree.Add(hash, TreeParts.SegmentLevel, compare);
                findings.Examined++;
                while (signed.TryPeek(out var next) && next.TreeSize == tree.Size) CheckRoot(signed.Dequeue(), tree, findings);
            }

            read = tree.Size > first;
        }
        while (read);

        foreach (var checkpoint in signed) findings.Add(Text("The checkpoint covers leaves that are not there", checkpoint));
        await Leftovers(snapshot, account, nodes, seen, findings);
    }

    private static async Task<long> ReadNodes(
        Snapshot snapshot, long account, long first, long before, Dictionary<Subtree, byte[]> nodes)
    {
        var count = 0L;
        await using var rows = await snapshot.Stream("Checks.node-block", new { account, first, before });
        while (snapshot.Next(rows))
        {
            if (nodes.TryAdd(new Subtree(rows.GetInt64(0), rows.GetInt32(1)), rows.GetFieldValue<byte[]>(2))) count++;
        }

        return count;
    }

    private static void Compare(CompleteNode node, Dictionary<Subtree, byte[]> stored, long sealedSize, Findings findings)
    {
        if (!stored.Remove(node.Subtree, out var hash))
        {
            if (node.Subtree.End <= sealedSize)
                findings.Add(Text("The node is not stored although it is under a checkpoint", node.Subtree));
            return;
        }

        findings.Examined++;
        if (!hash.AsSpan().SequenceEqual(node.Hash)) findings.Add(Text("The stored node is not what its leaves give", node.Subtree));
    }

    private static void CheckNote(StoredCheckpoint checkpoint, string origin, Findings findings)
    {
        findings.Examined++;
        var signed = SignedNote.Parse(checkpoint.Note);
        var note = signed.Then(parsed => Checkpoint.Parse(parsed.Text));
        if (note.IsRefused || signed.Value.Signatures.All(one => CheckpointPublicKey.Name(one.KeyId) != checkpoint.KeyId)
            || note.Value.Origin != origin || note.Value.Size != checkpoint.TreeSize
            || !note.Value.Root.AsSpan().SequenceEqual(checkpoint.Root))
        {
            findings.Add(Text("The signed text does not say what is stored beside it", checkpoint));
        }
    }

    private static void CheckRoot(StoredCheckpoint checkpoint, MerkleFrontier tree, Findings findings)
    {
        if (!tree.Root().AsSpan().SequenceEqual(checkpoint.Root))
            findings.Add(Text("The log has not the root that was signed", checkpoint));
    }

    /// <summary>Nodes that no leaves completed, or that begin beyond the last leaf.</summary>
    private static async Task Leftovers(Snapshot snapshot, long account, Dictionary<Subtree, byte[]> nodes, long seen, Findings findings)
    {
        foreach (var node in nodes.Keys) findings.Add(Text("The node covers leaves that are not there", node));
        var stored = await snapshot.Count(snapshot.TextOf("Checks.node-count"), new { account });
        if (stored > seen) findings.Add(string.Create(CultureInfo.InvariantCulture, $"Nodes begin beyond the last leaf: {stored - seen}"));
    }

    private static string Text(string problem, StoredCheckpoint checkpoint) =>
        string.Create(CultureInfo.InvariantCulture, $"{problem}: checkpoint of {checkpoint.TreeSize} leaves, key {checkpoint.KeyId}");

    private static string Text(string problem, Subtree node) =>
        string.Create(CultureInfo.InvariantCulture, $"{problem}: leaves {node.First} to {node.End - 1}");
}
