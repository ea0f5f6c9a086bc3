using NodaTime;

namespace FundLedger.Domain.Banking;

/// <summary>An imported statement file, known by its SHA-256.</summary>
public sealed class StatementFileRecord
{
    public long DedicatedAccountId { get; set; }

    public long Id { get; set; }

    public required byte[] Sha256 { get; init; }

    public required string FileName { get; init; }

    public required string Format { get; init; }

    public long Length { get; init; }

    /// <summary>Pieces of the original (<see cref="StatementOriginal"/>); null for a file from before originals were kept.</summary>
    public int? OriginalChunks { get; init; }

    public long ImportedBy { get; init; }

    public Instant ImportedAt { get; set; }

    public long LeafIndex { get; set; }
}
