namespace FundLedger.Domain.Banking.Statements;

/// <summary>Reads a bank's file, whatever its format; pure: bytes in, statements or a refusal out.</summary>
public static class StatementReader
{
    public const int MegabytesAllowed = 50;

    /// <summary>
    /// Recognises the format by content and reads all statements. A statement that does not tie is still returned:
    /// <see cref="StatementRules.Check"/> refuses it. Refused: everything in <see cref="StatementRefusals"/> but its last group.
    /// </summary>
    /// <param name="content">The whole file.</param>
    /// <param name="fileName">For messages, and to tell a broken XML file from a CSV file.</param>
    /// <param name="profile">The CSV layout to use; null tries the built-in ones.</param>
    public static Result<StatementFile> Read(ReadOnlyMemory<byte> content, string fileName, CsvProfile? profile = null)
    {
        if (content.Length > MegabytesAllowed * 1024 * 1024) return StatementRefusals.StatementFileTooLarge(fileName, MegabytesAllowed);
        if (content.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0) return StatementRefusals.StatementFileEmpty(fileName);
        if (Binary(content.Span) is { } kind) return StatementRefusals.StatementFormatUnknown(fileName, kind);
        return StatementText.Decode(content.Span).Then(text => Read(text, fileName, profile));
    }

    private static Result<StatementFile> Read(string text, string fileName, CsvProfile? profile)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty) return StatementRefusals.StatementFileEmpty(fileName);
        if (start[0] == '<' || fileName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) return CamtReader.Read(text, fileName);
        if (Mt940Reader.Recognises(text)) return Mt940Reader.Read(text, fileName);
        return CsvStatementReader.Read(text, fileName, profile);
    }

    /// <summary>People try to import what they have: name the usual mistakes.</summary>
    private static string? Binary(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF"u8) ? "PDF"
        : content.StartsWith("PK\u0003\u0004"u8) ? "ZIP/XLSX"
        : content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? "XLS"
        : null;
}
