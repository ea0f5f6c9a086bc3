namespace FundLedger.Domain.Banking.Statements;

/// <summary>Reads a bank's file, whatever its format; pure: bytes in, statements or a refusal out.</summary>
public static class StatementReader
{
    /// <summary>
    /// Recognises the format by content and reads all statements. A statement that does not tie is still returned:
    /// <see cref="StatementRules.Check"/> refuses it. Refused: everything in <see cref="StatementRefusals"/> but its last group.
    /// </summary>
    /// <param name="content">The whole file.</param>
    /// <param name="fileName">For messages, and to tell a broken XML file from a CSV file.</param>
    /// <param name="profile">The CSV layout to use; null tries the built-in ones.</param>
    public static Result<StatementFile> Read(ReadOnlyMemory<byte> content, string fileName, CsvProfile? profile = null)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        if (content.Length > StatementLimits.Bytes) return StatementRefusals.StatementFileTooLarge(fileName, StatementLimits.Megabytes);
        if (content.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0) return StatementRefusals.StatementFileEmpty(fileName);
        return StatementArchive.Recognises(content.Span)
            ? StatementArchive.Read(content, fileName, profile).Then(Bounded)
            : ReadPlain(content, fileName, profile);
    }

    /// <summary>A file that is no archive; refused as <see cref="Read"/>.</summary>
    internal static Result<StatementFile> ReadPlain(ReadOnlyMemory<byte> content, string fileName, CsvProfile? profile)
    {
        if (content.Span.StartsWith("%PDF"u8)) return StatementRefusals.StatementFormatUnknown(fileName, "PDF");
        if (content.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return StatementRefusals.StatementIsSpreadsheet(fileName, "XLS");
        var text = StatementText.Decode(content.Span);
        if (text.IsRefused) return text.Refusal;
        return StatementText.UnknownCharacter(text.Value) is { } unknown
            ? unknown
            : Read(text.Value, fileName, profile).Then(Bounded);
    }

    private static Result<StatementFile> Read(string text, string fileName, CsvProfile? profile)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty) return StatementRefusals.StatementFileEmpty(fileName);
        if (OfxReader.Recognises(text)) return OfxReader.Read(text, fileName);
        if (start[0] == '<' || fileName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) return CamtReader.Read(text, fileName);
        if (OtherFormats.OfText(text, fileName) is { } other) return other;
        if (Mt940Reader.Recognises(text)) return Mt940Reader.Read(text, fileName);
        return CsvStatementReader.Read(text, fileName, profile);
    }

    private static Result<StatementFile> Bounded(StatementFile file) =>
        file.Statements.Sum(statement => (long)statement.Entries.Count) > StatementLimits.Lines
            ? StatementRefusals.StatementTooManyLines(StatementLimits.Lines)
            : file;
}
