using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Reports.Evidence;

/// <summary>Hashes of parts of the log from the nodes and leaves that are stored; reads few rows however long the log is.</summary>
internal static class StoredTree
{
    /// <summary>The tree hash of each range, in their order; null where a node or leaf is missing.</summary>
    public static async Task<IReadOnlyList<byte[]?>> Hashes(Snapshot snapshot, long account, IReadOnlyList<LeafRange> ranges)
    {
        var parts = new TreeParts(ranges);
        var firsts = parts.Nodes.Select(node => node.First).Distinct().ToArray();
        foreach (var some in firsts.Chunk(Snapshot.ValuesAtOnce))
        {
            foreach (var node in await snapshot.RowsIn<Node>("Evidence.nodes", "firsts", some, new { account }))
                parts.AddNode(new Subtree(node.FirstLeaf, node.Level), node.Hash);
        }

        foreach (var (first, before) in parts.Leaves)
        {
            foreach (var leaf in await snapshot.Rows<Leaf>("Evidence.leaves", new { account, first, before }))
                parts.AddLeaf(leaf.LeafIndex, leaf.Hash);
        }

        return ranges.Select(parts.Hash).ToArray();
    }

    public static async Task<byte[]?> Root(Snapshot snapshot, long account, long size) =>
        (await Hashes(snapshot, account, [new LeafRange(0, size)]))[0];

    private sealed record Node(long FirstLeaf, int Level, byte[] Hash);

    private sealed record Leaf(long LeafIndex, byte[] Hash);
}
