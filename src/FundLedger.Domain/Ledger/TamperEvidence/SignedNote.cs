using System.Buffers.Binary;
using System.Text;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>A signature line of a note: whose, by which key, over the text.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature);

/// <summary>
/// Text with signatures, as c2sp.org/signed-note writes it: the text and its last newline are what is signed; after an
/// empty line come lines of em dash, key name and base64 of key id (four bytes, big-endian) and signature.
/// </summary>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Larger notes and more signatures than anybody needs are refused before they are looked at.</summary>
    private const int LongestNote = 100_000;
    private const int MaxSignatures = 64;
    private const string Dash = "— ";
    private const int KeyIdLength = 4;

    /// <summary>Reads a note; refused: <see cref="CheckpointRefusals.CheckpointNotReadable"/>. Nothing is verified.</summary>
    public static Result<SignedNote> Parse(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (note.Length > LongestNote) return CheckpointRefusals.CheckpointNotReadable("too long");
        if (note.Any(character => character < ' ' && character != '\n'))
            return CheckpointRefusals.CheckpointNotReadable("control characters");
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || split + 2 == note.Length || !note.EndsWith('\n'))
            return CheckpointRefusals.CheckpointNotReadable("no signature lines");
        var lines = note[(split + 2)..^1].Split('\n');
        if (lines.Length > MaxSignatures) return CheckpointRefusals.CheckpointNotReadable("too many signatures");
        var signatures = new List<NoteSignature>();
        foreach (var line in lines)
        {
            if (Signature(line) is not { } signature)
                return CheckpointRefusals.CheckpointNotReadable($"signature line {signatures.Count + 1}");
            signatures.Add(signature);
        }

        return new SignedNote(note[..(split + 1)], signatures);
    }

    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            var keyId = new byte[KeyIdLength];
            BinaryPrimitives.WriteUInt32BigEndian(keyId, signature.KeyId);
            note.Append(Dash).Append(signature.Name).Append(' ').Append(Convert.ToBase64String([.. keyId, .. signature.Signature]))
                .Append('\n');
        }

        return note.ToString();
    }

    /// <summary>Names that could be mistaken for something else of the line are not names.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && !name.Contains('+', StringComparison.Ordinal)
            && !name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
    }

    private static NoteSignature? Signature(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal)) return null;
        var parts = line[Dash.Length..].Split(' ');
        if (parts.Length != 2 || !IsName(parts[0])) return null;
        var bytes = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], bytes, out var written) || written <= KeyIdLength) return null;
        // Other spellings of the same bytes would be other notes with the same signature.
        if (Convert.ToBase64String(bytes, 0, written) != parts[1]) return null;
        return new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[KeyIdLength..written]);
    }
}
