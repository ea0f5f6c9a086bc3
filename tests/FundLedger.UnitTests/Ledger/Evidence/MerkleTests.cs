using FsCheck;
using FsCheck.Fluent;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.UnitTests.Ledger.Evidence;

/// <summary>Against the vectors of Certificate Transparency's reference tests, and against RFC 6962's own recursive definitions.</summary>
public sealed class MerkleTests
{
    private static readonly byte[][] Reference = NaiveTree.LeafHashes(NaiveTree.ReferenceInputs);

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_OfTheReferenceLeaves_IsTheKnownOne(int size, string root) => Hex(Grow(Reference[..size]).Root()).Should().Be(root);

    [Theory]
    [InlineData(
        0, 8,
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
            + "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
            + "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(0, 1, "")]
    public void Inclusion_OfAReferenceLeaf_IsTheKnownPath(int index, int size, string path) =>
        string.Join(' ', MerklePaths.Inclusion(index, size).Select(range => Hex(NaiveTree.Root(Slice(Reference, range))))).Should()
            .Be(path);

    [Theory]
    [InlineData(
        1, 8,
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
            + "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
            + "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(
        6, 8,
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a "
            + "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
            + "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(
        2, 5,
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
            + "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    [InlineData(8, 8, "")]
    public void Consistency_OfReferenceTrees_IsTheKnownPath(int earlier, int later, string path) =>
        string.Join(' ', MerklePaths.Consistency(earlier, later).Select(range => Hex(NaiveTree.Root(Slice(Reference, range))))).Should()
            .Be(path);

    [Fact]
    public void Root_OfAnySize_IsTheRecursiveDefinition()
    {
        var leaves = NaiveTree.Leaves(600);
        var tree = new MerkleFrontier();
        for (var size = 0; size < leaves.Length; size++)
        {
            Hex(tree.Root()).Should().Be(Hex(NaiveTree.Root(leaves.AsSpan(0, size))));
            tree.Add(leaves[size]);
        }
    }

    [Fact]
    public void Inclusion_OfEveryLeafInEverySmallTree_IsTheRecursiveDefinitionAndVerifies()
    {
        var leaves = NaiveTree.Leaves(65);
        for (var size = 1; size <= leaves.Length; size++)
        {
            var tree = leaves[..size];
            for (var index = 0; index < size; index++)
            {
                var path = Path(tree, MerklePaths.Inclusion(index, size));
                path.Select(Hex).Should().Equal(NaiveTree.Path(index, tree).Select(Hex));
                MerkleProofs.IsIncluded(index, size, leaves[index], path, NaiveTree.Root(tree)).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void Consistency_OfEveryPairOfSmallTrees_IsTheRecursiveDefinitionAndVerifies()
    {
        var leaves = NaiveTree.Leaves(65);
        for (var later = 1; later <= leaves.Length; later++)
        {
            for (var earlier = 1; earlier <= later; earlier++)
            {
                var path = Path(leaves[..later], MerklePaths.Consistency(earlier, later));
                path.Select(Hex).Should().Equal(NaiveTree.Consistency(earlier, leaves.AsSpan(0, later)).Select(Hex));
                MerkleProofs.IsConsistent(earlier, later, NaiveTree.Root(leaves.AsSpan(0, earlier)), NaiveTree.Root(
                    leaves.AsSpan(0, later)), path).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void Proofs_OfAnotherIndexSizeLeafOrPath_DoNotHold() => Prop.ForAll(
        (from size in Gen.Choose(2, 300)
         from random in Gen.Choose(0, 1_000_000)
         from damage in Gen.Choose(0, 4)
         select (size, random, damage)).ToArbitrary(),
        asked =>
        {
            var (size, random, damage) = asked;
            var leaves = NaiveTree.Leaves(size);
            var (index, root) = (random % size, NaiveTree.Root(leaves));
            var path = Path(leaves, MerklePaths.Inclusion(index, size)).ToList();
            var (shownIndex, shownSize, leaf) = (index, size, leaves[index]);
            switch (damage)
            {
                case 0: shownIndex = (index + 1) % size; break;
                case 1: leaf = leaves[(index + 1) % size]; break;
                case 2: path[random % path.Count] = leaves[0].Reverse().ToArray(); break;
                case 3: path.RemoveAt(random % path.Count); break;
                default: path.Add(leaves[0]); break;
            }

            return !MerkleProofs.IsIncluded(shownIndex, shownSize, leaf, path, root);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Consistency_WithAChangedLeafUnderTheEarlierRoot_DoesNotHold() => Prop.ForAll(
        (from earlier in Gen.Choose(1, 200)
         from more in Gen.Choose(1, 200)
         from random in Gen.Choose(0, 1_000_000)
         select (earlier, more, random)).ToArbitrary(),
        asked =>
        {
            var (earlier, more, random) = asked;
            var leaves = NaiveTree.Leaves(earlier + more);
            var before = NaiveTree.Root(leaves.AsSpan(0, earlier));
            leaves[random % earlier] = leaves[random % earlier].Reverse().ToArray();
            return !MerkleProofs.IsConsistent(
                earlier, leaves.Length, before, NaiveTree.Root(leaves), Path(leaves, MerklePaths.Consistency(earlier, leaves.Length)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Hash_OfAnyPathFromStoredNodes_IsThatFromAllLeaves()
    {
        var leaves = NaiveTree.Leaves(3000);
        var stored = new Dictionary<Subtree, byte[]>();
        Grow(leaves, stored);
        Prop.ForAll(
            (from size in Gen.Choose(1, leaves.Length) from random in Gen.Choose(0, 1_000_000) select (size, random)).ToArbitrary(),
            asked =>
            {
                var (size, random) = asked;
                LeafRange[] ranges = [
                    .. MerklePaths.Inclusion(random % size, size), .. MerklePaths.Consistency((random % size) + 1, size), new(0, size)];
                var parts = new TreeParts(ranges);
                foreach (var node in parts.Nodes) parts.AddNode(node, stored[node]);
                foreach (var (first, end) in parts.Leaves) for (var leaf = first; leaf < end; leaf++) parts.AddLeaf(leaf, leaves[leaf]);
                return parts.Leaves.Count <= 3 && parts.Nodes.Count <= 40
                    && ranges.All(range => parts.Hash(range).AsSpan().SequenceEqual(NaiveTree.Root(Slice(leaves, range))));
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Frontier_FromStoredNodes_GoesOnAsIfItHadNeverStopped()
    {
        var leaves = NaiveTree.Leaves(1500);
        var begun = new LeafRange(0, 1024 + 256);
        var resumed = new MerkleFrontier(
            begun.Subtrees().Select(node => new CompleteNode(node, NaiveTree.Root(Slice(leaves, new LeafRange(node.First, node.End))))));
        foreach (var leaf in leaves[(int)begun.End..]) resumed.Add(leaf);

        resumed.Size.Should().Be(1500);
        Hex(resumed.Root()).Should().Be(Hex(NaiveTree.Root(leaves)));
    }

    private static MerkleFrontier Grow(byte[][] leaves, Dictionary<Subtree, byte[]>? stored = null)
    {
        var tree = new MerkleFrontier();
        foreach (var leaf in leaves) tree.Add(leaf, TreeParts.SegmentLevel, node => stored?.Add(node.Subtree, node.Hash));
        return tree;
    }

    private static byte[][] Path(byte[][] leaves, IReadOnlyList<LeafRange> ranges) =>
        ranges.Select(range => NaiveTree.Root(Slice(leaves, range))).ToArray();

    private static ReadOnlySpan<byte[]> Slice(byte[][] leaves, LeafRange range) => leaves.AsSpan((int)range.First, (int)range.Count);

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
