using FundLedger.Data.Reading;
using FundLedger.Domain.Receipts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Receipts.Reads;

/// <summary>Which gifts wait for a receipt, and which receipts are of gifts that were taken back.</summary>
internal static class ReceiptsWork
{
    public static async Task<WorkFound> Waiting(WorkQuestion question, CancellationToken stop)
    {
        var waiting = WaitingGifts.Of(question.Db);
        var first = await WaitingGifts.InOrder(waiting).Select(gift => gift.ReceivedOn).FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(
                await waiting.CountAsync(stop), first, await WaitingGifts.Amount(question.Db, waiting, stop), "/receipts/issue");
    }

    public static async Task<WorkFound> OfReversedGifts(WorkQuestion question, CancellationToken stop)
    {
        var wrong = OfReversedGifts(question.Db);
        var first = await wrong.OrderBy(receipt => receipt.Id).Select(receipt => new { receipt.PublicCode, receipt.IssuedOn })
            .FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(
                await wrong.CountAsync(stop), first.IssuedOn, await wrong.SumAsync(receipt => receipt.Amount, stop),
                $"/receipts/{first.PublicCode}");
    }

    private static IQueryable<Receipt> OfReversedGifts(ReadingDb db) =>
        from receipt in db.Receipts
        join gift in db.Contributions on receipt.ContributionId equals gift.Id
        where receipt.VoidedOn == null
            && db.Entries.Any(entry => entry.ReversesFiscalYear == gift.EntryFiscalYear && entry.ReversesNumber == gift.EntryNumber)
        select receipt;
}
