using System.Numerics;
using System.Security.Cryptography;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>A complete, aligned subtree of the log: the 2^<paramref name="Level"/> leaves from <paramref name="First"/>.</summary>
public readonly record struct Subtree(long First, int Level)
{
    public long End => First + (1L << Level);
}

/// <summary>The leaves from <paramref name="First"/> up to, not including, <paramref name="End"/>.</summary>
public readonly record struct LeafRange(long First, long End)
{
    public long Count => End - First;

    /// <summary>The fewest complete subtrees that make up the range, from left to right.</summary>
    public IEnumerable<Subtree> Subtrees()
    {
        for (var first = First; first < End;)
        {
            var fitting = BitOperations.Log2((ulong)(End - first));
            var aligned = first == 0 ? fitting : BitOperations.TrailingZeroCount(first);
            var subtree = new Subtree(first, Math.Min(fitting, aligned));
            yield return subtree;
            first = subtree.End;
        }
    }
}

/// <summary>The hashes of RFC 6962 §2.1: SHA-256, leaves under 0x00 (see <see cref="LeafEncoding"/>), inner nodes under 0x01.</summary>
public static class MerkleTree
{
    public const int HashLength = 32;

    private const byte NodePrefix = 1;

    /// <summary>The root of a log without leaves: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot() => SHA256.HashData([]);

    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * HashLength)];
        node[0] = NodePrefix;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + HashLength)..]);
        return SHA256.HashData(node);
    }

    /// <summary>How many leaves the left subtree of a tree of this size has: the largest power of two below it.</summary>
    internal static long LeftSize(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}

/// <summary>A node of the tree that has just become complete.</summary>
public readonly record struct CompleteNode(Subtree Subtree, byte[] Hash);

/// <summary>
/// Grows a tree leaf by leaf, keeping only the roots of its complete subtrees: at most one for each bit of its size.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly Stack<CompleteNode> complete = new();

    public MerkleFrontier()
    {
    }

    /// <summary>Goes on from a tree whose complete subtrees are known.</summary>
    /// <param name="nodes">Those of <see cref="LeafRange.Subtrees"/> of the whole tree, from left to right.</param>
    public MerkleFrontier(IEnumerable<CompleteNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        foreach (var node in nodes)
        {
            complete.Push(node);
            Size = node.Subtree.End;
        }
    }

    public long Size { get; private set; }

    /// <summary>Adds the next leaf; tells every node from <paramref name="lowestLevel"/> upwards that this completes.</summary>
    public void Add(byte[] leafHash, int lowestLevel = 0, Action<CompleteNode>? completed = null)
    {
        ArgumentNullException.ThrowIfNull(leafHash);
        var node = new CompleteNode(new Subtree(Size, 0), leafHash);
        Size++;
        if (lowestLevel == 0) completed?.Invoke(node);
        while (complete.TryPeek(out var left) && left.Subtree.Level == node.Subtree.Level)
        {
            complete.Pop();
            node = new CompleteNode(new Subtree(left.Subtree.First, left.Subtree.Level + 1), MerkleTree.NodeHash(left.Hash, node.Hash));
            if (node.Subtree.Level >= lowestLevel) completed?.Invoke(node);
        }

        complete.Push(node);
    }

    /// <summary>The tree hash MTH of everything added.</summary>
    public byte[] Root()
    {
        byte[]? root = null;
        foreach (var node in complete) root = root is null ? node.Hash : MerkleTree.NodeHash(node.Hash, root);
        return root ?? MerkleTree.EmptyRoot();
    }
}
