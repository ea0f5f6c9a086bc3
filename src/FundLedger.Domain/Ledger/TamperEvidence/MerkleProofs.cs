namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>
/// Which parts of the tree a proof is made of, by RFC 6962 §2.1.1 and §2.1.2: a proof is the list of the tree hashes of
/// these ranges. Asking for a proof outside the tree is a bug; what people ask is refused before.
/// </summary>
public static class MerklePaths
{
    /// <summary>The audit path of a leaf in the tree of that size, from the leaf up.</summary>
    public static IReadOnlyList<LeafRange> Inclusion(long leafIndex, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leafIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leafIndex, size);
        var path = new List<LeafRange>();
        var tree = new LeafRange(0, size);
        while (tree.Count > 1)
        {
            var split = tree.First + MerkleTree.LeftSize(tree.Count);
            var (left, right) = (new LeafRange(tree.First, split), new LeafRange(split, tree.End));
            (tree, var sibling) = leafIndex < split ? (left, right) : (right, left);
            path.Add(sibling);
        }

        path.Reverse();
        return path;
    }

    /// <summary>The proof that the tree of <paramref name="size"/> leaves begins with the one of <paramref name="earlier"/>.</summary>
    public static IReadOnlyList<LeafRange> Consistency(long earlier, long size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(earlier, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, size);
        var path = new List<LeafRange>();
        var tree = new LeafRange(0, size);
        // The verifier knows the earlier root, so a subtree that is the whole earlier tree need not be sent.
        var known = true;
        while (earlier != tree.End)
        {
            var split = tree.First + MerkleTree.LeftSize(tree.Count);
            var (left, right) = (new LeafRange(tree.First, split), new LeafRange(split, tree.End));
            path.Add(earlier <= split ? right : left);
            if (earlier > split) known = false;
            tree = earlier <= split ? left : right;
        }

        if (!known) path.Add(tree);
        path.Reverse();
        return path;
    }
}

/// <summary>Checking proofs, by RFC 9162 §2.1.3.2 and §2.1.4.2, whose trees are those of RFC 6962.</summary>
public static class MerkleProofs
{
    /// <summary>The root to which leaf and path lead; null when the path has not the length for this index and size.</summary>
    public static byte[]? RootFromInclusion(long leafIndex, long size, byte[] leafHash, IReadOnlyList<byte[]> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (leafIndex < 0 || leafIndex >= size) return null;
        var (index, last, hash) = (leafIndex, size - 1, leafHash);
        foreach (var sibling in path)
        {
            if (last == 0) return null;
            if ((index & 1) == 1 || index == last)
            {
                hash = MerkleTree.NodeHash(sibling, hash);
                while ((index & 1) == 0 && index != 0) (index, last) = (index >> 1, last >> 1);
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, sibling);
            }

            (index, last) = (index >> 1, last >> 1);
        }

        return last == 0 ? hash : null;
    }

    public static bool IsIncluded(long leafIndex, long size, byte[] leafHash, IReadOnlyList<byte[]> path, byte[] root) =>
        RootFromInclusion(leafIndex, size, leafHash, path) is { } reached && reached.AsSpan().SequenceEqual(root);

    /// <summary>Whether the path shows that the later tree begins with exactly the leaves of the earlier one.</summary>
    public static bool IsConsistent(long earlier, long later, byte[] earlierRoot, byte[] laterRoot, IReadOnlyList<byte[]> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (earlier < 1 || earlier > later) return false;
        if (earlier == later) return path.Count == 0 && earlierRoot.AsSpan().SequenceEqual(laterRoot);
        IReadOnlyList<byte[]> nodes = long.IsPow2(earlier) ? [earlierRoot, .. path] : path;
        if (nodes.Count == 0) return false;
        var (index, last) = (earlier - 1, later - 1);
        while ((index & 1) == 1) (index, last) = (index >> 1, last >> 1);
        var (first, second) = (nodes[0], nodes[0]);
        foreach (var node in nodes.Skip(1))
        {
            if (last == 0) return false;
            if ((index & 1) == 1 || index == last)
            {
                (first, second) = (MerkleTree.NodeHash(node, first), MerkleTree.NodeHash(node, second));
                while ((index & 1) == 0 && index != 0) (index, last) = (index >> 1, last >> 1);
            }
            else
            {
                second = MerkleTree.NodeHash(second, node);
            }

            (index, last) = (index >> 1, last >> 1);
        }

        return last == 0 && first.AsSpan().SequenceEqual(earlierRoot) && second.AsSpan().SequenceEqual(laterRoot);
    }
}
