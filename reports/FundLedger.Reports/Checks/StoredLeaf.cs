using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using FundLedger.Domain.Ledger.TamperEvidence;
using NodaTime;

namespace FundLedger.Reports.Checks;

/// <summary>The leaf the log holds for something, and what is wrong with it.</summary>
internal readonly record struct StoredLeaf(long Index, LeafKind? Kind, string? Reference, byte[]? Hash, Instant RecordedAt)
{
    /// <summary>Reads kind, reference, hash and instant from four columns beginning at the given one.</summary>
    public static StoredLeaf Read(DbDataReader row, long index, int column) => row.IsDBNull(column)
        ? new StoredLeaf(index, null, null, null, default)
        : new StoredLeaf(
            index, (LeafKind)row.GetInt32(column), row.GetString(column + 1), row.GetFieldValue<byte[]>(column + 2), row.Instant(
                column + 3));

    /// <summary>Null when the leaf is the one expected.</summary>
    public string? Problem(LeafKind kind, ReadOnlySpan<char> reference, ReadOnlySpan<byte> hash, Instant recordedAt)
    {
        if (Kind == kind && reference.SequenceEqual(Reference) && RecordedAt == recordedAt && hash.SequenceEqual(Hash)) return null;
        var name = string.Create(CultureInfo.InvariantCulture, $"{reference}, leaf {Index}");
        if (Kind is null) return $"The leaf is missing: {name}";
        if (Kind != kind || !reference.SequenceEqual(Reference))
            return $"The leaf stands for something else: {name} says {Kind} {Reference}";
        return RecordedAt != recordedAt ? $"The leaf was recorded at another instant: {name}"
            : $"What is stored does not give the leaf's hash: {name}";
    }
}

/// <summary>A text among the erasable texts; erased when salt and text are gone. Whether it is there at all is another check's.</summary>
internal readonly record struct StoredText(byte[]? Salt, string? Text)
{
    public static StoredText Read(DbDataReader row, int column) => new(
        row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column), row.IsDBNull(column + 1) ? null : row.GetString(column + 1));

    /// <summary>An erased text cannot be checked any more; one that is there must be the one committed to.</summary>
    public bool Keeps(ReadOnlySpan<byte> commitment)
    {
        if (Salt is null && Text is null) return true;
        if (Salt is null || Text is null || Salt.Length != TextCommitment.SaltLength) return false;
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        TextCommitment.Write(Salt, Text, computed);
        return commitment.SequenceEqual(computed);
    }
}

internal static class ReaderExtensions
{
    public static Instant Instant(this DbDataReader row, int column) =>
        NodaTime.Instant.FromDateTimeUtc(DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc));

    public static LocalDate Date(this DbDataReader row, int column) => LocalDate.FromDateTime(row.GetDateTime(column));

    public static long? Number(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static int? Small(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}
