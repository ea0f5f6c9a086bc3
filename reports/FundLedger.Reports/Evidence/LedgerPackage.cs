using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Reports.Evidence;

/// <summary>
/// The ledger as one file that proves itself: a header, the accounts, the funds, every leaf of the log in order with
/// all facts its hash covers, and a trailer with counts and the last checkpoint; a JSON object each, a line each. All
/// of one snapshot, streamed.
/// </summary>
public sealed class LedgerPackage(ReportingDatabase database)
{
    private const string Format = "fundledger-ledger-package";
    private const int Version = 3;
    private const long LeavesAtOnce = 8192;
    private const int BytesPerWrite = 1 << 16;

    /// <summary>The same spelling as JavaScript's JSON.stringify, so that a reader sees when a line is not as it was written.</summary>
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the package; gives how many leaves it has. Refused: a leaf for which the books hold nothing.</summary>
    /// <param name="keys">The public keys that have signed, for convenience: a verifier should know them from another source.</param>
    public Task<Result<long>> Write(
        long account, IReadOnlyList<CheckpointPublicKey> keys, Instant now, Stream output, IProgress<long>? progress,
            CancellationToken stop) =>
        database.Read(snapshot => Write(snapshot, account, keys, now, output, progress, stop), stop);

    /// <summary>As one view of the ledger shows it, whoever opened it.</summary>
    internal static async Task<Result<long>> Write(
        Snapshot snapshot, long account, IReadOnlyList<CheckpointPublicKey> keys, Instant now, Stream output, IProgress<long>? progress,
        CancellationToken stop)
    {
        var books = await ReportBooks.Read(snapshot, account);
        using var lines = new Lines(output);
        lines.Add(json => Header(json, books, keys, now));
        foreach (var one in books.Accounts) lines.Add(json => Account(json, one));
        foreach (var one in books.Funds) lines.Add(json => Fund(json, one));

        var counts = new SortedDictionary<LeafKind, long>();
        var size = 0L;
        var reading = PackageBlock.Read(snapshot, books, size, size + LeavesAtOnce, stop);
        while (await reading is { Count: > 0 } block)
        {
            // The next block is read while this one is written; a connection reads one thing at a time.
            var next = size + block.Count;
            reading = Task.Run(() => PackageBlock.Read(snapshot, books, next, next + LeavesAtOnce, stop), stop);
            foreach (var leaf in block.Leaves)
            {
                if (leaf.Index != size || leaf.Write is not { } write)
                {
                    await reading;
                    return CheckpointRefusals.LeafWithoutFacts(size, leaf.Reference);
                }

                lines.Add(write);
                counts[leaf.Kind] = counts.GetValueOrDefault(leaf.Kind) + 1;
                size++;
                if (lines.Pending >= BytesPerWrite) await lines.Flush(stop);
            }

            progress?.Report(size);
        }

        var checkpoint = await LogProofs.Last(snapshot, account);
        await lines.Flush(stop);
        var digest = lines.Digest();
        lines.Add(json => Trailer(json, size, counts, digest, checkpoint?.Note));
        await lines.Flush(stop);
        await output.FlushAsync(stop);
        return Result.Of(size);
    }

    private static void Header(Utf8JsonWriter json, ReportBooks books, IReadOnlyList<CheckpointPublicKey> keys, Instant now)
    {
        Begin(json, "header");
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteStartObject("dedicatedAccount");
        json.WriteString("code", books.Code);
        json.WriteString("nameZh", books.NameZh);
        json.WriteString("nameEn", books.NameEn);
        json.WriteEndObject();
        json.WriteString("log", books.LogName);
        json.WriteStartObject("currency");
        json.WriteString("code", books.Currency.Code);
        json.WriteNumber("exponent", books.Currency.Exponent);
        json.WriteEndObject();
        json.WriteString("exportedAt", LeafJson.Instants.Format(now));
        json.WriteStartArray("publicKeys");
        foreach (var key in keys) json.WriteStringValue(key.Pem);
        json.WriteEndArray();
        Workflow(json);
        PackageDescription.Write(json);
        json.WriteEndObject();
    }

    /// <summary>
    /// Where the documents of each workflow are among the rows, and in which states they may be mended: what a step was about
    /// need not be so after that.
    /// </summary>
    private static void Workflow(Utf8JsonWriter json)
    {
        json.WriteStartArray("workflows");
        foreach (var workflow in Workflows.All)
        {
            json.WriteStartObject();
            json.WriteNumber("documentKind", (int)workflow.Document);
            json.WriteString("table", workflow.Name);
            json.WriteStartArray("revisable");
            foreach (var state in workflow.RevisableStates) json.WriteStringValue(workflow.StateName(state));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Account(Utf8JsonWriter json, ReportAccount account)
    {
        Begin(json, "account");
        json.WriteString("code", account.Code);
        json.WriteString("nameZh", account.NameZh);
        json.WriteString("nameEn", account.NameEn);
        json.WriteString("kind", account.Type.ToString());
        json.WriteBoolean("spendable", account.Spendable);
        json.WriteEndObject();
    }

    private static void Fund(Utf8JsonWriter json, ReportFund fund)
    {
        Begin(json, "fund");
        json.WriteString("code", fund.Code);
        json.WriteString("nameZh", fund.NameZh);
        json.WriteString("nameEn", fund.NameEn);
        json.WriteString("source", fund.Source.ToString());
        json.WriteString("designation", fund.Designation.ToString());
        json.WriteEndObject();
    }

    private static void Trailer(
        Utf8JsonWriter json, long leaves, SortedDictionary<LeafKind, long> counts, byte[] digest, string? checkpoint)
    {
        Begin(json, "trailer");
        json.WriteNumber("leaves", leaves);
        json.WriteNumber("entries", counts.GetValueOrDefault(LeafKind.Entry));
        json.WriteNumber("approvals", counts.GetValueOrDefault(LeafKind.Approval));
        json.WriteNumber("designationChanges", counts.GetValueOrDefault(LeafKind.DesignationChange));
        json.WriteNumber("statementFiles", counts.GetValueOrDefault(LeafKind.StatementFile));
        json.WriteNumber("records", counts.GetValueOrDefault(LeafKind.Record));
        json.WriteString("sha256", Convert.ToHexStringLower(digest));
        json.WriteString("checkpoint", checkpoint);
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
    }

    /// <summary>Lines on their way out, and the SHA-256 of all of them so far.</summary>
    private sealed class Lines(Stream output) : IDisposable
    {
        private readonly ArrayBufferWriter<byte> pending = new(2 * BytesPerWrite);
        private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly Utf8JsonWriter json = new(Stream.Null, Compact);

        public int Pending => pending.WrittenCount;

        public void Add(Action<Utf8JsonWriter> write)
        {
            json.Reset(pending);
            write(json);
            json.Flush();
            pending.Write("\n"u8);
        }

        /// <summary>Of everything that is flushed.</summary>
        public byte[] Digest() => digest.GetCurrentHash();

        public async Task Flush(CancellationToken stop)
        {
            digest.AppendData(pending.WrittenSpan);
            await output.WriteAsync(pending.WrittenMemory, stop);
            pending.ResetWrittenCount();
        }

        public void Dispose()
        {
            digest.Dispose();
            json.Dispose();
        }
    }
}
