using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Web.Books;
using FundLedger.Web.Checkpoints;

namespace FundLedger.Web.Pages.Periods;

internal sealed record YearClosingRequest(string Key, int FiscalYear);

/// <param name="NotSealed">Why no checkpoint was signed; the year is closed all the same.</param>
internal sealed record YearClosed(ClosedYear Year, Refusal? NotSealed);

/// <summary>Posts the closing entries of a year, closes it and signs a checkpoint; a dry run says what would be posted.</summary>
internal sealed class CloseYear(LedgerWriter ledger, OpenBooks books, SealCheckpoint seal)
{
    public async Task<Result<YearClosed>> Run(YearClosingRequest request, Actor actor, bool dryRun, CancellationToken stop)
    {
        var closed = await ledger.Write(
            new WriteRequest(books.Id, request.Key, actor, request, dryRun), session => session.CloseYear(request.FiscalYear), stop);
        if (closed.IsRefused) return closed.Refusal;
        return new YearClosed(closed.Value, dryRun ? null : (await seal.Run(stop: stop)).Refusal);
    }
}
