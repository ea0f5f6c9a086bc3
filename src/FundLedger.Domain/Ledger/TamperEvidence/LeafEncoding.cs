using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>What a leaf of the log records.</summary>
public enum LeafKind
{
    Entry = 1,
    Approval = 2,
    DesignationChange = 3,
    StatementFile = 4,

    /// <summary>A row of any other table, when it is added and after each change.</summary>
    Record = 5,
}

/// <summary>
/// The canonical bytes of a leaf, version 1. Every field is preceded by its length (32 bits, big-endian), so that no
/// two different leaves share an encoding. Integers are 64 bits big-endian, dates ISO text, instants microseconds
/// since 1970-01-01T00:00Z, an absent field has length 2³²−1. The first two bytes are version and <see cref="LeafKind"/>.
/// The hash is SHA-256(0x00 ‖ encoding), the leaf hash of RFC 6962 §2.1.
/// </summary>
public sealed class LeafEncoding : IDisposable
{
    public const byte Version = 1;

    /// <summary>Where a leaf has 0 and a node of the tree 1: what a decision was about is neither.</summary>
    private const byte SubjectPrefix = 2;

    private const uint Absent = uint.MaxValue;

    /// <summary>An entry of three lines fits.</summary>
    private const int UsualLength = 1024;

    /// <summary>RFC 6962's prefix of a leaf, then the encoding; borrowed until <see cref="Dispose"/>.</summary>
    private byte[] hashed = ArrayPool<byte>.Shared.Rent(UsualLength);
    private int count;

    public LeafEncoding(LeafKind kind) : this([0, Version, (byte)kind])
    {
    }

    private LeafEncoding(ReadOnlySpan<byte> start) => start.CopyTo(Next(start.Length));

    /// <summary>An encoding of the same fields that is hashed for itself: what a step was about (<see cref="ApprovalSubject"/>).</summary>
    public static LeafEncoding OfSubject() => new([SubjectPrefix, Version]);

    public LeafEncoding Text(string? value)
    {
        if (value is null) return Missing();
        // ASCII is in its normal form and has a byte for each letter.
        if (Ascii.IsValid(value))
        {
            Ascii.FromUtf16(value, Field(value.Length), out _);
            return this;
        }

        var normal = value.Normalize(NormalizationForm.FormC);
        var length = Encoding.UTF8.GetByteCount(normal);
        Encoding.UTF8.GetBytes(normal, Field(length));
        return this;
    }

    public LeafEncoding Number(long? value)
    {
        if (value is not { } number) return Missing();
        BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), number);
        return this;
    }

    public LeafEncoding Date(LocalDate value)
    {
        Span<byte> iso = stackalloc byte["2000-01-01".Length];
        value.ToDateOnly().TryFormat(iso, out _, "O", CultureInfo.InvariantCulture);
        return Bytes(iso);
    }

    public LeafEncoding Instant(Instant value) => Number(Microseconds(value));

    public LeafEncoding Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Field(value.Length));
        return this;
    }

    public LeafEncoding Missing()
    {
        BinaryPrimitives.WriteUInt32BigEndian(Next(sizeof(uint)), Absent);
        return this;
    }

    /// <summary>Without the first byte, which says what is hashed.</summary>
    public byte[] ToArray() => hashed.AsSpan(1, count - 1).ToArray();

    /// <summary>The RFC 6962 leaf hash, 32 bytes; of a subject its own.</summary>
    public byte[] Hash() => SHA256.HashData(hashed.AsSpan(0, count));

    /// <summary>As <see cref="Hash()"/>, into memory of the caller's.</summary>
    public void Hash(Span<byte> destination) => SHA256.HashData(hashed.AsSpan(0, count), destination);

    /// <summary>Instants are kept to the microsecond on every engine, so that a hash can be computed again.</summary>
    public static long Microseconds(Instant instant) => instant.ToUnixTimeTicks() / 10;

    public void Dispose()
    {
        if (hashed.Length == 0) return;
        ArrayPool<byte>.Shared.Return(hashed);
        (hashed, count) = ([], 0);
    }

    /// <summary>Room for a field, after its length.</summary>
    private Span<byte> Field(int length)
    {
        var field = Next(sizeof(uint) + length);
        BinaryPrimitives.WriteUInt32BigEndian(field, (uint)length);
        return field[sizeof(uint)..];
    }

    /// <summary>Ensures space for this many more bytes.</summary>
    private Span<byte> Next(int length)
    {
        if (hashed.Length - count < length) Grow(length);
        count += length;
        return hashed.AsSpan(count - length, length);
    }

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * (count + length));
        hashed.AsSpan(0, count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(hashed);
        hashed = larger;
    }
}
