using System.IO.Compression;
using System.Xml;

namespace FundLedger.Domain.Tables;

/// <summary>
/// The first sheet of an XLSX workbook (ECMA-376), cell by cell: a library would give a formula's last result and an error's
/// name as if somebody had typed them, and would unpack everything before anybody could stop it.
/// </summary>
internal static class XlsxReader
{
    private const int MostParts = 200;

    /// <summary>Of one part, unpacked; a table within <see cref="TableLimits"/> stays far below.</summary>
    private const int LargestPart = 40 * 1024 * 1024;

    public static Result<TableFile> Read(ReadOnlyMemory<byte> content, string fileName)
    {
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            if (archive.Entries.Count > MostParts || archive.Entries.Any(part => part.Length > LargestPart))
                return TableRefusals.TableUnpacksTooLarge(fileName);
            return Read(archive, fileName);
        }
        catch (OversizedPartException)
        {
            return TableRefusals.TableUnpacksTooLarge(fileName);
        }
        catch (Exception damage) when (damage is InvalidDataException or XmlException or FormatException or OverflowException)
        {
            return TableRefusals.TableNotReadable(fileName);
        }
    }

    private static Result<TableFile> Read(ZipArchive archive, string fileName)
    {
        var book = XlsxWorkbook.Read(name => Open(archive, name));
        if (book is null) return TableRefusals.TableNotReadable(fileName);
        using var sheet = Open(archive, book.SheetPart);
        if (sheet is null) return TableRefusals.TableNotReadable(fileName);
        var rows = new List<TableRow>();
        foreach (var row in XlsxSheet.Rows(sheet, book))
        {
            if (row.IsRefused) return row.Refusal;
            if (rows.Count > TableLimits.Rows + 1) return TableRefusals.TableTooManyRows(fileName, TableLimits.Rows);
            if (!row.Value.IsBlank) rows.Add(row.Value);
        }

        return TableFile.Of(rows, fileName);
    }

    /// <summary>A part as XML without entities or external references; null when the workbook has none of that name.</summary>
    private static XmlReader? Open(ZipArchive archive, string name) => archive.GetEntry(name) is { } part
        ? XmlReader.Create(
            new BoundedStream(part.Open(), LargestPart),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = true,
                MaxCharactersInDocument = LargestPart,
            })
        : null;

    private sealed class OversizedPartException : Exception
    {
    }

    /// <summary>Counts what is unpacked: the sizes an archive states may be lies.</summary>
    private sealed class BoundedStream(Stream inner, long room) : Stream
    {
        private long left = room;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            left -= read;
            return left < 0 ? throw new OversizedPartException() : read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
