namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>
/// What must be read to hash some ranges of the log, and the hashing once it is read. Nodes from
/// <see cref="SegmentLevel"/> upwards are stored when they are complete; everything below is hashed from leaves, so a
/// range needs a stored node for each bit of its length and the leaves of at most two segments.
/// </summary>
public sealed class TreeParts
{
    /// <summary>Stored nodes cover at least this power of two of leaves.</summary>
    public const int SegmentLevel = 8;

    /// <summary>How many leaves a segment has.</summary>
    public const long SegmentSize = 1 << SegmentLevel;

    private readonly HashSet<Subtree> nodes = [];
    private readonly SortedSet<long> segments = [];
    private readonly Dictionary<Subtree, byte[]> hashes = [];

    public TreeParts(IEnumerable<LeafRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        foreach (var subtree in ranges.SelectMany(range => range.Subtrees()))
        {
            if (subtree.Level >= SegmentLevel) nodes.Add(subtree);
            else segments.Add(subtree.First / SegmentSize);
        }

        var end = ranges.Select(range => range.End).DefaultIfEmpty(0).Max();
        Leaves = segments.Select(segment => new LeafRange(segment * SegmentSize, Math.Min((segment + 1) * SegmentSize, end))).ToArray();
    }

    /// <summary>Stored nodes to be read.</summary>
    public IReadOnlyCollection<Subtree> Nodes => nodes;

    /// <summary>Leaves to be read, a segment or the beginning of one each.</summary>
    public IReadOnlyList<LeafRange> Leaves { get; }

    public void AddNode(Subtree subtree, byte[] hash) => hashes[subtree] = hash;

    public void AddLeaf(long index, byte[] hash) => hashes[new Subtree(index, 0)] = hash;

    /// <summary>The tree hash of a range; null when one of its nodes or leaves is not in the books.</summary>
    public byte[]? Hash(LeafRange range)
    {
        if (range.Count == 0) return MerkleTree.EmptyRoot();
        byte[]? root = null;
        foreach (var subtree in range.Subtrees().Reverse())
        {
            if (Hash(subtree) is not { } hash) return null;
            root = root is null ? hash : MerkleTree.NodeHash(hash, root);
        }

        return root;
    }

    private byte[]? Hash(Subtree subtree)
    {
        if (hashes.TryGetValue(subtree, out var known)) return known;
        if (subtree.Level == 0 || subtree.Level >= SegmentLevel) return null;
        var half = subtree.Level - 1;
        return Hash(subtree with { Level = half }) is { } left && Hash(new Subtree(subtree.First + (1L << half), half)) is { } right
            ? hashes[subtree] = MerkleTree.NodeHash(left, right)
            : null;
    }
}
