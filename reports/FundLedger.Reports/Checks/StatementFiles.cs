using System.Globalization;
using System.Security.Cryptography;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Makes the hash of every imported statement file again from the pieces of its original: it is the one of the file's leaf
/// (which <see cref="LeafHashes"/> proves). A file from before originals were kept is told, and is no failure.
/// </summary>
internal static class StatementFiles
{
    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        Original? current = null;
        await using var rows = await snapshot.Stream("Checks.statement-files", new { account });
        while (snapshot.Next(rows))
        {
            stop.ThrowIfCancellationRequested();
            if (current?.FileId != rows.GetInt64(0))
            {
                current?.Check(findings);
                current = new Original(
                    rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetInt64(2), rows.IsDBNull(3) ? null : rows.GetInt32(3));
            }

            if (!rows.IsDBNull(4)) current.Add(rows.GetInt32(4), rows.GetFieldValue<byte[]>(5));
        }

        current?.Check(findings);
    }

    private sealed class Original(long fileId, byte[] sha256, long length, int? chunks)
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private int last;
        private bool hasGap;
        private long bytes;

        public long FileId => fileId;

        public void Add(int number, byte[] content)
        {
            hasGap |= number != last + 1;
            (last, bytes) = (number, bytes + content.Length);
            hash.AppendData(content);
        }

        public void Check(Findings findings)
        {
            findings.Examined++;
            using (hash)
            {
                if (chunks is null && last == 0)
                    findings.Tell(Text($"The statement file was imported before originals were kept: {fileId}"));
                else if (hasGap || last != chunks)
                    findings.Add(Text($"A piece of the original of a statement file is missing or added: {fileId}"));
                else if (bytes != length || !hash.GetHashAndReset().AsSpan().SequenceEqual(sha256))
                    findings.Add(Text($"The original of a statement file does not have the file's hash: {fileId}"));
            }
        }

        private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
