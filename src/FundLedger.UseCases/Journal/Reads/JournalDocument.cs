using System.Globalization;
using FundLedger.Data.Reading;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Journal.Reads;

/// <summary>The document behind an entry, by its public code. Not every kind has a page.</summary>
/// <param name="Code">
/// Of a change of designation and of a refund the gift's, of a statement line its number, of a closing its fiscal year; null of an
/// opening without one.
/// </param>
public sealed record JournalDocument(DocumentKind Kind, string? Code)
{
    public string? Address => Features.Document(Kind).AddressOf(Code);

    /// <summary>Who may open it.</summary>
    public string Policy => Features.Document(Kind).Policy;

    /// <summary>Finds the documents of some entries; those that are gone have no code.</summary>
    public static async Task<IReadOnlyDictionary<DocumentReference, JournalDocument>> Read(
        ReadingDb db, IEnumerable<DocumentReference> references, CancellationToken stop)
    {
        var ids = references.Distinct().ToLookup(reference => reference.Kind, reference => reference.Id);
        var codes = new Dictionary<DocumentReference, string>();
        await Add(DocumentKind.Contribution, wanted => db.Contributions
            .Where(row => wanted.Contains(row.Id)).Select(row => new Coded(row.Id, row.PublicCode)));
        await Add(DocumentKind.Disbursement, wanted => db.Disbursements
            .Where(row => wanted.Contains(row.Id)).Select(row => new Coded(row.Id, row.PublicCode)));
        await Add(DocumentKind.ExpectedReturn, wanted => db.ExpectedReturns
            .Where(row => wanted.Contains(row.Id)).Select(row => new Coded(row.Id, row.PublicCode)));
        await Add(DocumentKind.ManualVoucher, wanted => db.ManualVouchers
            .Where(row => wanted.Contains(row.Id)).Select(row => new Coded(row.Id, row.PublicCode)));
        await Add(DocumentKind.DesignationChange, wanted => db.Set<DesignationChange>()
            .Where(row => wanted.Contains(row.Id))
            .Join(
                db.Contributions, row => row.ContributionId, gift => gift.Id,
                (row, gift) => new Coded(row.Id, gift.PublicCode)));
        await Add(DocumentKind.GiftRefund, wanted => db.GiftRefunds
            .Where(row => wanted.Contains(row.Id))
            .Join(
                db.Contributions, row => row.ContributionId, gift => gift.Id,
                (row, gift) => new Coded(row.Id, gift.PublicCode)));
        return ids.SelectMany(kind => kind.Select(id => new DocumentReference(kind.Key, id)))
            .ToDictionary(reference => reference, reference => new JournalDocument(reference.Kind, CodeOf(reference)));

        // These have no code of their own: their number is what their page is opened by.
        string? CodeOf(DocumentReference reference) => reference.Kind is DocumentKind.StatementLine or DocumentKind.YearClosing
            ? reference.Id.ToString(CultureInfo.InvariantCulture)
            : codes.GetValueOrDefault(reference);

        async Task Add(DocumentKind kind, Func<long[], IQueryable<Coded>> query)
        {
            long[] wanted = [.. ids[kind]];
            if (wanted.Length == 0) return;
            await foreach (var row in query(wanted).AsAsyncEnumerable().WithCancellation(stop))
                codes[new DocumentReference(kind, row.Id)] = row.Code;
        }
    }

    /// <summary>The document with that public code; null when there is none.</summary>
    public static async Task<DocumentReference?> Find(ReadingDb db, string code, CancellationToken stop)
    {
        if (await db.Contributions.Where(row => row.PublicCode == code).Select(row => (long?)row.Id).SingleOrDefaultAsync(stop) is { } gift)
        {
            return new DocumentReference(DocumentKind.Contribution, gift);
        }

        if (await db.Disbursements.Where(row => row.PublicCode == code).Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(stop) is { } payment)
        {
            return new DocumentReference(DocumentKind.Disbursement, payment);
        }

        if (await db.ManualVouchers.Where(row => row.PublicCode == code).Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(stop) is { } voucher)
        {
            return new DocumentReference(DocumentKind.ManualVoucher, voucher);
        }

        return await db.ExpectedReturns.Where(row => row.PublicCode == code).Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(stop) is { } expected
            ? new DocumentReference(DocumentKind.ExpectedReturn, expected)
            : null;
    }

    private sealed record Coded(long Id, string Code);
}
