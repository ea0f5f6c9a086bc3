namespace FundLedger.Domain.Banking;

/// <summary>A piece of an imported statement file, byte for byte; all pieces in order have the hash of the file's leaf.</summary>
public sealed class StatementOriginal
{
    /// <summary>Bytes of every piece but the last.</summary>
    public const int ChunkLength = 1024 * 1024;

    public long DedicatedAccountId { get; set; }

    public long StatementFileId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public int ChunkNumber { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>How many pieces a file of so many bytes has.</summary>
    public static int Chunks(int length) => (length + ChunkLength - 1) / ChunkLength;

    /// <summary>The pieces of a file.</summary>
    public static IEnumerable<StatementOriginal> Of(StatementFileRecord file, ReadOnlyMemory<byte> content)
    {
        ArgumentNullException.ThrowIfNull(file);
        for (var at = 0; at < content.Length; at += ChunkLength)
        {
            yield return new StatementOriginal
            {
                DedicatedAccountId = file.DedicatedAccountId,
                StatementFileId = file.Id,
                ChunkNumber = at / ChunkLength + 1,
                Content = content.Slice(at, Math.Min(ChunkLength, content.Length - at)).ToArray(),
            };
        }
    }
}
