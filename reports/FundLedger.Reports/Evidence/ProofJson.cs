using System.Text.Json;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Reports.Evidence;

/// <summary>
/// Proofs as self-contained JSON objects: <c>type</c>, the log's name, sizes, hashes in hexadecimal, and the signed
/// checkpoints as text.
/// </summary>
public static class ProofJson
{
    private const string InclusionType = "fundledger-inclusion-proof";
    private const string ConsistencyType = "fundledger-consistency-proof";
    internal const int Version = 1;

    private static readonly string[] InclusionFields =
        ["type", "version", "log", "entry", "leafIndex", "leafHash", "leaf", "treeSize", "path", "checkpoint"];

    private static readonly string[] ConsistencyFields =
        ["type", "version", "log", "firstSize", "secondSize", "path", "firstCheckpoint", "secondCheckpoint"];

    public static void Write(InclusionProof proof, Stream output)
    {
        ArgumentNullException.ThrowIfNull(proof);
        Write(output, InclusionType, proof.Log, json =>
        {
            json.WriteString("entry", proof.Facts.Reference.ToString());
            json.WriteNumber("leafIndex", proof.LeafIndex);
            json.WriteString("leafHash", Convert.ToHexStringLower(proof.LeafHash));
            json.WritePropertyName("leaf");
            LeafJson.Write(json, proof.LeafIndex, proof.Facts, proof.LeafHash);
            json.WriteNumber("treeSize", proof.TreeSize);
            WritePath(json, proof.Path);
            json.WriteString("checkpoint", proof.Checkpoint);
        });
    }

    public static void Write(ConsistencyProof proof, Stream output)
    {
        ArgumentNullException.ThrowIfNull(proof);
        Write(output, ConsistencyType, proof.Log, json =>
        {
            json.WriteNumber("firstSize", proof.FirstSize);
            json.WriteNumber("secondSize", proof.SecondSize);
            WritePath(json, proof.Path);
            json.WriteString("firstCheckpoint", proof.FirstCheckpoint);
            json.WriteString("secondCheckpoint", proof.SecondCheckpoint);
        });
    }

    /// <summary>
    /// Reads a proof of any kind and checks it with nothing but the keys; gives the larger size it speaks of. Refused:
    /// not readable, a checkpoint that does not verify, a proof for another size than its checkpoint's, facts that do not
    /// give the leaf's hash, a path that does not lead to the signed root.
    /// </summary>
    public static Result<long> Verify(ReadOnlyMemory<byte> text, IReadOnlyList<CheckpointPublicKey> keys)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var proof = json.RootElement;
            return proof.GetProperty("type").GetString() switch
            {
                InclusionType => VerifyInclusion(proof, keys),
                ConsistencyType => VerifyConsistency(proof, keys),
                ReceiptProofJson.Type => ReceiptProofJson.Verify(proof, keys),
                var other => CheckpointRefusals.ProofNotReadable($"type {other}"),
            };
        }
        catch (JsonException problem)
        {
            return StrictJson.Malformed(problem);
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or FormatException
            or OverflowException or NodaTime.Text.UnparsableValueException)
        {
            return CheckpointRefusals.ProofNotReadable(problem.Message);
        }
    }

    private static Result<long> VerifyInclusion(JsonElement proof, IReadOnlyList<CheckpointPublicKey> keys)
    {
        if (StrictJson.Check(proof, "", InclusionFields) is { } unstrict) return unstrict;
        var size = proof.GetProperty("treeSize").GetInt64();
        var checkpoint = Signed(proof, "checkpoint", size, keys);
        if (checkpoint.IsRefused) return checkpoint.Refusal;
        var entry = LeafJsonReader.Entry(proof.GetProperty("leaf"), checkpoint.Value.Origin);
        var (name, leafHash) = (proof.GetProperty("entry").GetString()!, EntryLeaf.Hash(entry));
        if (entry.Reference.ToString() != name || !leafHash.AsSpan().SequenceEqual(Hash(proof.GetProperty("leafHash"))))
            return CheckpointRefusals.ProofOfAnotherEntry(name);
        return MerkleProofs.IsIncluded(proof.GetProperty("leafIndex").GetInt64(), size, leafHash, ReadPath(proof), checkpoint.Value.Root)
            ? size : CheckpointRefusals.ProofDoesNotHold();
    }

    private static Result<long> VerifyConsistency(JsonElement proof, IReadOnlyList<CheckpointPublicKey> keys)
    {
        if (StrictJson.Check(proof, "", ConsistencyFields) is { } unstrict) return unstrict;
        var (earlier, later) = (proof.GetProperty("firstSize").GetInt64(), proof.GetProperty("secondSize").GetInt64());
        var first = Signed(proof, "firstCheckpoint", earlier, keys);
        if (first.IsRefused) return first.Refusal;
        var second = Signed(proof, "secondCheckpoint", later, keys);
        if (second.IsRefused) return second.Refusal;
        return MerkleProofs.IsConsistent(earlier, later, first.Value.Root, second.Value.Root, ReadPath(proof))
            ? later : CheckpointRefusals.ProofDoesNotHold();
    }

    internal static Result<Checkpoint> Signed(JsonElement proof, string name, long size, IReadOnlyList<CheckpointPublicKey> keys)
    {
        var checkpoint = Checkpoint.Verify(proof.GetProperty(name).GetString()!, proof.GetProperty("log").GetString()!, keys);
        if (checkpoint.IsRefused || checkpoint.Value.Size == size) return checkpoint;
        return CheckpointRefusals.ProofForAnotherSize(size, checkpoint.Value.Size);
    }

    internal static byte[][] ReadPath(JsonElement proof) => proof.GetProperty("path").EnumerateArray().Select(Hash).ToArray();

    internal static byte[] Hash(JsonElement text) => Convert.FromHexString(text.GetString()!) is { Length: MerkleTree.HashLength } hash
        ? hash : throw new FormatException("A hash has 32 bytes.");

    internal static void WritePath(Utf8JsonWriter json, IReadOnlyList<byte[]> path)
    {
        json.WriteStartArray("path");
        foreach (var hash in path) json.WriteStringValue(Convert.ToHexStringLower(hash));
        json.WriteEndArray();
    }

    internal static void Write(Stream output, string type, string log, Action<Utf8JsonWriter> content)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var json = new Utf8JsonWriter(output, ReportJson.Options);
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteNumber("version", Version);
        json.WriteString("log", log);
        content(json);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}
