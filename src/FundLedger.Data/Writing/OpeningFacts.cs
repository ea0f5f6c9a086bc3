using FundLedger.Data.Model;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Writing;

/// <summary>What an opening needs to know of the books: whether they are in use, and the day of the openings that stand.</summary>
internal static class OpeningFacts
{
    public static async Task Load(LedgerDb db, LedgerSnapshot snapshot, CancellationToken stop)
    {
        var openings = db.ManualVouchers.Where(voucher => voucher.Purpose == ManualVoucherPurpose.Opening).Select(voucher => voucher.Id);
        if (snapshot.OrdinaryEntry is null)
        {
            var entry = await db.Entries.AsNoTracking()
                .Where(row => row.DocumentKind == null
                    || (row.DocumentKind != DocumentKind.Opening && row.DocumentKind != DocumentKind.YearClosing
                        && (row.DocumentKind != DocumentKind.ManualVoucher || !openings.Contains(row.DocumentId!.Value))))
                .OrderBy(row => row.LeafIndex).FirstOrDefaultAsync(stop);
            snapshot.OrdinaryEntry = entry?.Reference;
        }

        snapshot.OpenedOn ??= await Standing(db)
            .Select(row => (NodaTime.LocalDate?)row.BookingDate).FirstOrDefaultAsync(stop);

        // What takes an opening back names the same document.
        IQueryable<StoredEntry> Standing(LedgerDb books) => books.Entries.AsNoTracking()
            .Where(row => row.DocumentKind == DocumentKind.ManualVoucher && row.ReversesNumber == null
                && openings.Contains(row.DocumentId!.Value)
                && !books.Entries.Any(back => back.ReversesFiscalYear == row.FiscalYear && back.ReversesNumber == row.Number))
            .OrderBy(row => row.LeafIndex);
    }
}
