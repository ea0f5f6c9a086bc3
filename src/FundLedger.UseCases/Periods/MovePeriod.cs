using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Checkpoints;

namespace FundLedger.UseCases.Periods;

/// <param name="Reason">Why a period is reopened; not asked for otherwise.</param>
public sealed record PeriodMoveRequest(string Key, int FiscalYear, int Period, PeriodMove Move, string? Reason);

/// <summary>The present state of a period.</summary>
/// <param name="NotSealed">Why no checkpoint was signed after a closing; the period is closed all the same.</param>
public sealed record MovedPeriod(PeriodState State, Refusal? NotSealed);

/// <summary>Soft-closes, closes or reopens a period; a closing is followed by a signed checkpoint.</summary>
public sealed class MovePeriod(AuthorizedLedger ledger, SealCheckpoint seal)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ClosePeriods;

    public async Task<Result<MovedPeriod>> Run(PeriodMoveRequest request, Actor actor, CancellationToken stop)
    {
        var moved = await ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request),
            session => session.MovePeriod(request.FiscalYear, request.Period, request.Move, request.Reason), stop);
        if (moved.IsRefused) return moved.Refusal;
        var notSealed = request.Move == PeriodMove.Close ? (await seal.Run(actor, stop: stop)).Refusal : null;
        return new MovedPeriod(moved.Value, notSealed);
    }
}
