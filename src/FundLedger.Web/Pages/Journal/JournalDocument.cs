using FundLedger.Data;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Web.Pages.Journal;

/// <summary>The document behind an entry, as people know it: by its public code. Not every kind has a page.</summary>
/// <param name="Code">Null for a manual voucher and for a line of a statement.</param>
internal sealed record JournalDocument(DocumentKind Kind, string? Code)
{
    public string? Address => (Kind, Code) switch
    {
        (DocumentKind.Contribution, { } code) => $"/contributions/{code}",
        (DocumentKind.Disbursement, { } code) => $"/disbursements/{code}",
        _ => null,
    };

    /// <summary>Finds the documents of some entries; those that are gone stand without a code.</summary>
    public static async Task<IReadOnlyDictionary<DocumentReference, JournalDocument>> Read(
        LedgerDb db, long account, IEnumerable<DocumentReference> references, CancellationToken stop)
    {
        var ids = references.Distinct().ToLookup(reference => reference.Kind, reference => reference.Id);
        var (gifts, payments, returns) = (Ids(DocumentKind.Contribution), Ids(DocumentKind.Disbursement), Ids(DocumentKind.ExpectedReturn));
        var codes = new Dictionary<DocumentReference, string>();
        if (gifts.Length > 0)
        {
            await foreach (var row in db.Contributions.Where(row => row.DedicatedAccountId == account && gifts.Contains(row.Id))
                .Select(row => new { row.Id, row.PublicCode }).AsAsyncEnumerable().WithCancellation(stop))
            {
                codes[new DocumentReference(DocumentKind.Contribution, row.Id)] = row.PublicCode;
            }
        }

        if (payments.Length > 0)
        {
            await foreach (var row in db.Disbursements.Where(row => row.DedicatedAccountId == account && payments.Contains(row.Id))
                .Select(row => new { row.Id, row.PublicCode }).AsAsyncEnumerable().WithCancellation(stop))
            {
                codes[new DocumentReference(DocumentKind.Disbursement, row.Id)] = row.PublicCode;
            }
        }

        if (returns.Length > 0)
        {
            await foreach (var row in db.ExpectedReturns.Where(row => row.DedicatedAccountId == account && returns.Contains(row.Id))
                .Select(row => new { row.Id, row.PublicCode }).AsAsyncEnumerable().WithCancellation(stop))
            {
                codes[new DocumentReference(DocumentKind.ExpectedReturn, row.Id)] = row.PublicCode;
            }
        }

        return ids.SelectMany(kind => kind.Select(id => new DocumentReference(kind.Key, id)))
            .ToDictionary(reference => reference, reference => new JournalDocument(reference.Kind, codes.GetValueOrDefault(reference)));

        long[] Ids(DocumentKind kind) => [.. ids[kind]];
    }

    /// <summary>The document with that public code; null when there is none.</summary>
    public static async Task<DocumentReference?> Find(LedgerDb db, long account, string code, CancellationToken stop)
    {
        if (await db.Contributions.Where(row => row.DedicatedAccountId == account && row.PublicCode == code).Select(row => (long?)row.Id).SingleOrDefaultAsync(stop) is { } gift)
        {
            return new DocumentReference(DocumentKind.Contribution, gift);
        }

        if (await db.Disbursements.Where(row => row.DedicatedAccountId == account && row.PublicCode == code).Select(row => (long?)row.Id).SingleOrDefaultAsync(stop) is { } payment)
        {
            return new DocumentReference(DocumentKind.Disbursement, payment);
        }

        return await db.ExpectedReturns.Where(row => row.DedicatedAccountId == account && row.PublicCode == code).Select(row => (long?)row.Id).SingleOrDefaultAsync(stop) is { } expected
            ? new DocumentReference(DocumentKind.ExpectedReturn, expected)
            : null;
    }
}
