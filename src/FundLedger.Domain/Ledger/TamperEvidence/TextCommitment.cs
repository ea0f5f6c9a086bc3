using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>
/// Free text and names never enter a leaf: only SHA-256(salt ‖ text) does. Salt and text live among the erasable texts, which
/// may be erased, after which the leaf still verifies and the text can no longer be guessed from it.
/// </summary>
public static class TextCommitment
{
    public const int SaltLength = 16;

    private const int UsualLength = 512;

    /// <param name="salt">Sixteen random bytes.</param>
    public static byte[] Of(ReadOnlySpan<byte> salt, string text)
    {
        var commitment = new byte[SHA256.HashSizeInBytes];
        Write(salt, text, commitment);
        return commitment;
    }

    /// <summary>As <see cref="Of"/>, into memory of the caller's.</summary>
    public static void Write(ReadOnlySpan<byte> salt, string text, Span<byte> commitment)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (salt.Length != SaltLength) throw new ArgumentException("The salt has sixteen bytes.", nameof(salt));
        var length = SaltLength + Encoding.UTF8.GetByteCount(text);
        var joined = length <= UsualLength ? stackalloc byte[length] : new byte[length];
        salt.CopyTo(joined);
        Encoding.UTF8.GetBytes(text, joined[SaltLength..]);
        SHA256.HashData(joined, commitment);
    }
}
