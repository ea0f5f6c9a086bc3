using System.Data.Common;
using System.Runtime.CompilerServices;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

internal sealed record ExportedPosting(ReportAccount Account, ReportFund Fund, long Amount, string? Party, string? Venture);

internal sealed record ExportedEntry(
    EntryReference Reference, VoucherKind Kind, LocalDate BookingDate, LocalDate ValueDate, string Description,
    DocumentReference? Document, EntryReference? Reverses, IReadOnlyList<ExportedPosting> Postings)
{
    /// <summary>All entries in date and number order, one at a time.</summary>
    public static async IAsyncEnumerable<ExportedEntry> Stream(
        Snapshot snapshot, ReportBooks books, [EnumeratorCancellation] CancellationToken stop)
    {
        var accounts = books.Accounts.ToDictionary(account => account.Id);
        var funds = books.Funds.ToDictionary(fund => fund.Id);
        await using var rows = await snapshot.Stream("JournalExport.entries", new { account = books.Id });
        ExportedEntry? entry = null;
        var postings = new List<ExportedPosting>();
        while (await rows.ReadAsync(stop))
        {
            var reference = new EntryReference(rows.GetInt32(0), rows.GetInt64(1));
            if (entry?.Reference != reference)
            {
                if (entry is not null) yield return entry;
                postings = [];
                entry = Head(rows, reference, postings);
            }

            postings.Add(new ExportedPosting(
                accounts[rows.GetInt64(10)], funds[rows.GetInt64(11)], rows.GetInt64(12),
                rows.IsDBNull(13) ? null : rows.GetString(13), rows.IsDBNull(14) ? null : rows.GetString(14)));
        }

        if (entry is not null) yield return entry;
    }

    private static ExportedEntry Head(DbDataReader row, EntryReference reference, List<ExportedPosting> postings) => new(
        reference, (VoucherKind)row.GetInt32(2),
        LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(3)), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(4)),
        row.IsDBNull(8) ? JournalReport.Erased : row.GetString(8),
        row.IsDBNull(5) || row.IsDBNull(6) ? null : new DocumentReference((DocumentKind)row.GetInt32(5), row.GetInt64(6)),
        row.IsDBNull(7) ? null : new EntryReference(row.GetInt32(15), row.GetInt64(7)), postings);
}
