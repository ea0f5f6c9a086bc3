using System.IO.Compression;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>
/// A ZIP of statement files, as banks give a month of daily statements. Read in memory and never unpacked to disk, so names in
/// it mean nothing; how much it may unpack to is bounded before and while it is unpacked.
/// </summary>
internal static class StatementArchive
{
    private const int MostEntries = 1_000;

    /// <summary>Text in XML hardly shrinks below a fiftieth.</summary>
    private const int MostTimesSmaller = 200;

    public static bool Recognises(ReadOnlySpan<byte> content) =>
        content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8);

    /// <summary>
    /// The statements of all files in it. Refused: <see cref="StatementRefusals.StatementArchiveNotReadable"/>,
    /// <see cref="StatementRefusals.StatementArchiveTooLarge"/>, <see cref="StatementRefusals.StatementArchiveNested"/>,
    /// <see cref="StatementRefusals.StatementArchiveEncrypted"/>, <see cref="StatementRefusals.StatementIsSpreadsheet"/>, and
    /// what one of its files is refused for.
    /// </summary>
    public static Result<StatementFile> Read(ReadOnlyMemory<byte> content, string fileName, CsvProfile? profile)
    {
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            if (archive.GetEntry("[Content_Types].xml") is not null && archive.Entries.Any(entry =>
                entry.FullName.StartsWith("xl/", StringComparison.Ordinal)))
            {
                return StatementRefusals.StatementIsSpreadsheet(fileName, "XLSX");
            }

            return Read(archive, fileName, profile);
        }
        catch (InvalidDataException)
        {
            return StatementRefusals.StatementArchiveNotReadable(fileName);
        }
    }

    private static Result<StatementFile> Read(ZipArchive archive, string fileName, CsvProfile? profile)
    {
        var entries = archive.Entries.Where(entry => !IsNoFile(entry.FullName)).ToList();
        if (archive.Entries.Count > MostEntries || entries.Sum(entry => entry.Length) > StatementLimits.Bytes
            || entries.Any(entry => entry.Length > 1024 && entry.Length / Math.Max(1, entry.CompressedLength) > MostTimesSmaller))
        {
            return TooLarge(fileName);
        }

        var statements = new List<BankStatement>();
        var format = "";
        var room = StatementLimits.Bytes;
        foreach (var entry in entries)
        {
            if (entry.IsEncrypted) return StatementRefusals.StatementArchiveEncrypted(fileName, entry.FullName);
            if (Unpack(entry, room) is not { } file) return TooLarge(fileName);
            room -= file.Length;
            if (Recognises(file)) return StatementRefusals.StatementArchiveNested(fileName, entry.FullName);
            if (file.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0) return StatementRefusals.StatementFileEmpty(entry.FullName);
            var read = StatementReader.ReadPlain(file, entry.FullName, profile);
            if (read.IsRefused) return read.Refusal;
            statements.AddRange(read.Value.Statements);
            format = read.Value.Format;
        }

        return statements.Count == 0
            ? StatementRefusals.StatementFileHasNoStatement(fileName)
            : new StatementFile($"zip:{format}", statements);
    }

    private static Refusal TooLarge(string fileName) =>
        StatementRefusals.StatementArchiveTooLarge(fileName, MostEntries, StatementLimits.Megabytes);

    /// <summary>Folders, and what a Mac adds.</summary>
    private static bool IsNoFile(string name) =>
        name.EndsWith('/') || name.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || name.EndsWith(".DS_Store", StringComparison.Ordinal);

    /// <summary>Null when more comes out than there is room for: the sizes an archive states may be lies.</summary>
    private static byte[]? Unpack(ZipArchiveEntry entry, int room)
    {
        using var packed = entry.Open();
        using var file = new MemoryStream();
        var block = new byte[64 * 1024];
        while (packed.Read(block) is var read && read > 0)
        {
            if (file.Length + read > room) return null;
            file.Write(block, 0, read);
        }

        return file.ToArray();
    }
}
