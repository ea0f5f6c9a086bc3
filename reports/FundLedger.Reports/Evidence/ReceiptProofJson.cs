using System.Globalization;
using System.Text.Json;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Reports.Evidence;

/// <summary>
/// The proof of a receipt as one JSON object that stands alone: the signed checkpoint, the leaf of the gift's entry and, once it is
/// sealed, that of the receipt's row, each with its facts and its path.
/// </summary>
public static class ReceiptProofJson
{
    internal const string Type = "fundledger-receipt-proof";

    private static readonly string[] Fields = ["type", "version", "log", "treeSize", "checkpoint", "entry", "receipt"];
    private static readonly string[] PartFields = ["leafIndex", "leafHash", "leaf", "path"];

    /// <summary>Writes a proof whose entry is sealed; asking for another one is a bug.</summary>
    public static void Write(ReceiptProof proof, Stream output)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (proof is not { Checkpoint: { } checkpoint, EntryLeaf: { } entry })
            throw new InvalidOperationException($"The entry of receipt {proof.Number} is not sealed yet.");
        ProofJson.Write(output, Type, proof.Log, json =>
        {
            json.WriteNumber("treeSize", checkpoint.TreeSize);
            json.WriteString("checkpoint", checkpoint.Note);
            json.WritePropertyName("entry");
            Part(json, entry, () => LeafJson.Write(json, entry.LeafIndex, proof.Entry, entry.LeafHash));
            json.WritePropertyName("receipt");
            if (proof.ReceiptLeaf is not { } receipt)
            {
                json.WriteNullValue();
                return;
            }

            Part(json, receipt, () => LeafJson.Write(
                json, receipt.LeafIndex, proof.Receipt.Reference.ToString(), proof.Receipt.RecordedAt, proof.Receipt.Columns,
                receipt.LeafHash));
        });
    }

    /// <summary>
    /// As <see cref="ProofJson.Verify"/>; besides, the receipt must be of the entry's gift and donor, and of no more than came.
    /// </summary>
    internal static Result<long> Verify(JsonElement proof, IReadOnlyList<CheckpointPublicKey> keys)
    {
        if (StrictJson.Check(proof, "", Fields) is { } unstrict) return unstrict;
        if (proof.GetProperty("version").GetInt32() != ProofJson.Version) return CheckpointRefusals.ProofNotReadable("version");
        var size = proof.GetProperty("treeSize").GetInt64();
        var checkpoint = ProofJson.Signed(proof, "checkpoint", size, keys);
        if (checkpoint.IsRefused) return checkpoint.Refusal;
        var part = proof.GetProperty("entry");
        if (part.GetProperty("leaf").GetProperty("type").GetString() != "entry")
            return CheckpointRefusals.ProofNotReadable("type of a leaf");
        var entry = LeafJsonReader.Entry(part.GetProperty("leaf"), checkpoint.Value.Origin);
        if (Included(part, EntryLeaf.Hash(entry), checkpoint.Value) is { } refusal) return refusal;
        var receipt = proof.GetProperty("receipt");
        if (receipt.ValueKind == JsonValueKind.Null) return size;
        var (hash, columns) = Record(receipt.GetProperty("leaf"), checkpoint.Value.Origin);
        if (Included(receipt, hash, checkpoint.Value) is { } unlike) return unlike;
        return Belongs(entry, columns.ToDictionary(column => column.Name, column => column.Value, StringComparer.Ordinal))
            ? size : CheckpointRefusals.ProofDoesNotHold();
    }

    private static Refusal? Included(JsonElement part, byte[] leafHash, Checkpoint checkpoint)
    {
        if (StrictJson.CheckKnown(part, "", PartFields) is { } unknown) return unknown;
        var (leaf, index) = (part.GetProperty("leaf"), part.GetProperty("leafIndex").GetInt64());
        var held = leafHash.AsSpan().SequenceEqual(ProofJson.Hash(part.GetProperty("leafHash")))
            && leafHash.AsSpan().SequenceEqual(ProofJson.Hash(leaf.GetProperty("hash"))) && leaf.GetProperty("leaf").GetInt64() == index
            && MerkleProofs.IsIncluded(index, checkpoint.Size, leafHash, ProofJson.ReadPath(part), checkpoint.Root);
        return held ? null : CheckpointRefusals.ProofDoesNotHold();
    }

    private static bool Belongs(EntryLeafFacts entry, Dictionary<string, object?> receipt) =>
        entry.Document is { Kind: DocumentKind.Contribution, Id: var gift }
        && receipt.GetValueOrDefault("contribution_id") is long of && of == gift
        // Less than came where some of it was refunded.
        && receipt.GetValueOrDefault("amount") is long amount and > 0
        && amount <= entry.Postings.Where(posting => posting.Amount > 0).Sum(posting => posting.Amount)
        && receipt.GetValueOrDefault("donor_party_id") is long donor && entry.Postings.All(posting => posting.PartyId == donor);

    private static (byte[] Hash, IReadOnlyList<RecordColumn> Columns) Record(JsonElement leaf, string log)
    {
        if (leaf.GetProperty("type").GetString() != "record"
            || leaf.GetProperty("record").GetString()!.Split('/') is not ["receipt", var key, var revision])
            throw new FormatException("Not a receipt's row.");
        var columns = leaf.GetProperty("columns").EnumerateArray().Select(Column).ToArray();
        var reference = new RecordReference("receipt", key, int.Parse(revision, NumberStyles.None, CultureInfo.InvariantCulture));
        var recordedAt = LeafJson.Instants.Parse(leaf.GetProperty("recordedAt").GetString()!).Value;
        return (RecordLeaf.Hash(log, reference, recordedAt, columns), columns);
    }

    private static RecordColumn Column(JsonElement column)
    {
        if (column.GetArrayLength() != 3) throw new FormatException("A column has a name, a kind and a value.");
        var text = column[2].GetString()!;
        return new RecordColumn(column[0].GetString()!, column[1].GetString() switch
        {
            "number" => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            "date" => LocalDatePattern.Iso.Parse(text).Value,
            "bytes" => Convert.FromHexString(text),
            var other => throw new FormatException($"A column is of kind {other}."),
        });
    }

    private static void Part(Utf8JsonWriter json, LeafProof leaf, Action facts)
    {
        json.WriteStartObject();
        json.WriteNumber("leafIndex", leaf.LeafIndex);
        json.WriteString("leafHash", Convert.ToHexStringLower(leaf.LeafHash));
        json.WritePropertyName("leaf");
        facts();
        ProofJson.WritePath(json, leaf.Path);
        json.WriteEndObject();
    }
}
