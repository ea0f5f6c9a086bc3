using System.Security.Cryptography;

namespace FundLedger.UnitTests.Ledger.Evidence;

/// <summary>RFC 6962 §2.1 as it is written there: recursive, with the whole list in hand.</summary>
internal static class NaiveTree
{
    /// <summary>The eight leaves by which implementations of Certificate Transparency are compared.</summary>
    public static readonly byte[][] ReferenceInputs = new[]
    {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    }.Select(Convert.FromHexString).ToArray();

    public static byte[][] LeafHashes(IEnumerable<byte[]> inputs) => inputs.Select(input => SHA256.HashData([0, .. input])).ToArray();

    /// <summary>Leaves that all differ.</summary>
    public static byte[][] Leaves(int count) => LeafHashes(Enumerable.Range(0, count).Select(BitConverter.GetBytes));

    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0) return SHA256.HashData([]);
        if (leaves.Length == 1) return leaves[0];
        var split = Split(leaves.Length);
        return SHA256.HashData([1, .. Root(leaves[..split]), .. Root(leaves[split..])]);
    }

    public static byte[][] Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1) return [];
        var split = Split(leaves.Length);
        return index < split
            ? [.. Path(index, leaves[..split]), Root(leaves[split..])]
            : [.. Path(index - split, leaves[split..]), Root(leaves[..split])];
    }

    public static byte[][] Consistency(int earlier, ReadOnlySpan<byte[]> leaves, bool known = true)
    {
        if (earlier == leaves.Length) return known ? [] : [Root(leaves)];
        var split = Split(leaves.Length);
        return earlier <= split
            ? [.. Consistency(earlier, leaves[..split], known), Root(leaves[split..])]
            : [.. Consistency(earlier - split, leaves[split..], known: false), Root(leaves[..split])];
    }

    private static int Split(int count)
    {
        var split = 1;
        while (split * 2 < count) split *= 2;
        return split;
    }
}
