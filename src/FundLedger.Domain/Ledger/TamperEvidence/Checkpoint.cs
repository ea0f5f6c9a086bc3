using System.Globalization;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>
/// A log's statement of its size and root, in the format of c2sp.org/tlog-checkpoint: origin, size and base64 root, a line each.
/// </summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many leaves it has.</param>
/// <param name="Root">The RFC 6962 tree hash of these leaves, 32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>What is signed.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>
    /// Reads the text of a note. Extension lines are refused: nothing of ours would audit them.
    /// Refused: <see cref="CheckpointRefusals.CheckpointNotReadable"/>.
    /// </summary>
    public static Result<Checkpoint> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('\n') is not [{ Length: > 0 } origin, var size, var root, ""])
            return CheckpointRefusals.CheckpointNotReadable("not origin, size and root");
        if (!long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves))
            return CheckpointRefusals.CheckpointNotReadable("size");
        var hash = new byte[root.Length];
        if (!Convert.TryFromBase64String(root, hash, out var written) || written != MerkleTree.HashLength)
            return CheckpointRefusals.CheckpointNotReadable("root");
        var checkpoint = new Checkpoint(origin, leaves, hash[..written]);
        // One spelling only: no leading zeros, no stray bits in the base64.
        return checkpoint.Text == text ? checkpoint : CheckpointRefusals.CheckpointNotReadable("another spelling");
    }

    /// <summary>
    /// Reads a signed checkpoint of this log and verifies it: every signature by a known key must hold and there must
    /// be one. Refused, in this order: not readable, of another log, by no known key, a signature that does not hold.
    /// </summary>
    public static Result<Checkpoint> Verify(string note, string origin, IEnumerable<CheckpointPublicKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var signed = SignedNote.Parse(note);
        if (signed.IsRefused) return signed.Refusal;
        var parsed = Parse(signed.Value.Text);
        if (parsed.IsRefused) return parsed;
        if (parsed.Value.Origin != origin) return CheckpointRefusals.CheckpointOfAnotherLog(parsed.Value.Origin, origin);
        var known = keys.ToDictionary(key => key.Id);
        var byUs = signed.Value.Signatures.Where(signature => signature.Name == origin && known.ContainsKey(signature.KeyId)).ToArray();
        if (byUs.Length == 0) return CheckpointRefusals.CheckpointKeyUnknown(
            string.Join(", ", signed.Value.Signatures.Select(signature => CheckpointPublicKey.Name(signature.KeyId))));
        foreach (var signature in byUs)
        {
            if (!known[signature.KeyId].Verifies(signed.Value.Text, signature.Signature))
                return CheckpointRefusals.CheckpointSignatureWrong(CheckpointPublicKey.Name(signature.KeyId));
        }

        return parsed;
    }
}
