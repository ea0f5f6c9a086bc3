using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>
/// A public key that signs checkpoints: ECDSA on P-256 with SHA-256, signatures in DER. Its id is the first four bytes
/// of SHA-256 over its SubjectPublicKeyInfo, as c2sp.org/signed-note asks for its signature type 0x02.
/// </summary>
public sealed class CheckpointPublicKey
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const byte EcdsaType = 2;
    private readonly byte[] info;

    private CheckpointPublicKey(byte[] info)
    {
        this.info = info;
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(info));
    }

    public uint Id { get; }

    /// <summary>The id in hexadecimal, as people read it.</summary>
    public string IdText => Name(Id);

    /// <summary>A PEM block, "PUBLIC KEY", with a newline at its end.</summary>
    public string Pem => PemEncoding.WriteString("PUBLIC KEY", info) + "\n";

    public static string Name(uint keyId) => keyId.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>The one line that other C2SP tools take as the verifier's key.</summary>
    public string VerifierKey(string origin) => $"{origin}+{IdText}+{Convert.ToBase64String([EcdsaType, .. info])}";

    /// <summary>Every public key in a text of PEM blocks; refused when there is none or one cannot be used.</summary>
    public static Result<IReadOnlyList<CheckpointPublicKey>> ParseAll(string pem, string source)
    {
        var keys = new List<CheckpointPublicKey>();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var block))
        {
            try
            {
                using var key = ECDsa.Create();
                key.ImportFromPem(rest[block.Location]);
                if (!IsP256(key)) return CheckpointRefusals.CheckpointKeyNotP256(source);
                keys.Add(Of(key));
            }
            catch (Exception problem) when (problem is CryptographicException or ArgumentException)
            {
                return CheckpointRefusals.CheckpointKeyNotReadable(source);
            }

            rest = rest[block.Location.End..];
        }

        return keys.Count == 0 ? CheckpointRefusals.CheckpointKeyNotReadable(source) : Result.Of<IReadOnlyList<CheckpointPublicKey>>(keys);
    }

    public bool Verifies(string text, byte[] signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(info, out _);
        return key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    internal static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256;

    internal static CheckpointPublicKey Of(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());
}

/// <summary>The private key; held as long as something is being signed.</summary>
public sealed class CheckpointKey : IDisposable
{
    private readonly ECDsa key;

    private CheckpointKey(ECDsa key)
    {
        this.key = key;
        Public = CheckpointPublicKey.Of(key);
    }

    public CheckpointPublicKey Public { get; }

    public static CheckpointKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a PEM block, "PRIVATE KEY" or "EC PRIVATE KEY". Refused: not readable, or of another curve.</summary>
    public static Result<CheckpointKey> Parse(string pem, string source)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (!CheckpointPublicKey.IsP256(key)) return Unusable(CheckpointRefusals.CheckpointKeyNotP256(source));
            // A public key imports just as well; it cannot sign.
            key.ExportParameters(includePrivateParameters: true);
            return new CheckpointKey(key);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            return Unusable(CheckpointRefusals.CheckpointKeyNotReadable(source));
        }

        Refusal Unusable(Refusal refusal)
        {
            key.Dispose();
            return refusal;
        }
    }

    /// <summary>For the key file only; never to be logged, stored in a database or printed.</summary>
    public string PrivatePem() => key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The checkpoint as a signed note; the key's name is the log's.</summary>
    public string Sign(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var signature = key.SignData(
            Encoding.UTF8.GetBytes(checkpoint.Text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new SignedNote(checkpoint.Text, [new NoteSignature(checkpoint.Origin, Public.Id, signature)]).ToString();
    }

    public void Dispose() => key.Dispose();
}
