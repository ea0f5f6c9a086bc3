using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Checkpoints;

namespace FundLedger.UseCases.Periods;

public sealed record YearClosingRequest(string Key, int FiscalYear);

/// <param name="NotSealed">Why no checkpoint was signed; the year is closed all the same.</param>
public sealed record YearClosed(ClosedYear Year, Refusal? NotSealed);

/// <summary>Posts the closing entries of a year, closes it and signs a checkpoint; a dry run shows what would be posted.</summary>
public sealed class CloseYear(AuthorizedLedger ledger, SealCheckpoint seal)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ClosePeriods;

    public async Task<Result<YearClosed>> Run(YearClosingRequest request, Actor actor, bool dryRun, CancellationToken stop)
    {
        var closed = await ledger.Write(
            Policy, new UseCaseRequest(request.Key, actor, request, dryRun), session => session.CloseYear(request.FiscalYear), stop);
        if (closed.IsRefused) return closed.Refusal;
        return new YearClosed(closed.Value, dryRun ? null : (await seal.Run(actor, stop: stop)).Refusal);
    }
}
