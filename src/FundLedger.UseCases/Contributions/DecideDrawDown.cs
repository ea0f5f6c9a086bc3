using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions;

/// <param name="Revision">The revision the person looked at.</param>
/// <param name="Reason">Of an approval: the working meeting and its resolution.</param>
public sealed record DrawDownStepRequest(string Key, string PublicCode, DrawDownTrigger Trigger, int? Revision, string? Reason = null);

/// <summary>Where a draw-down stands after a step.</summary>
/// <param name="Contribution">The contribution that is expected now; null when none is.</param>
public sealed record DecidedDrawDown(DrawDownState State, BookedContribution? Contribution, string? Entry);

/// <summary>
/// Records the working meeting's approval of a draw-down, which books the receivable and expects the money, rejects the request, or
/// takes it back.
/// </summary>
public sealed class DecideDrawDown(AuthorizedLedger ledger)
{
    /// <summary>Who may take a step of this name.</summary>
    public static AnyOf PolicyOf(DrawDownTrigger trigger) => DutyPolicies.For(DrawDownWorkflow.Table, trigger);

    /// <summary>
    /// Refused: NotPermitted, DrawDownNotFound, what the workflow refuses (among it the requester as approver, and a request that
    /// has changed), and what a contribution and the budgets refuse on that day.
    /// </summary>
    public Task<Result<DecidedDrawDown>> Run(DrawDownStepRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        PolicyOf(request.Trigger), new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<DecidedDrawDown>> Decide(WriteSession session, DrawDownStepRequest request, CancellationToken stop)
    {
        var drawDown = await session.Load(
            session.Db.DrawDowns.Include(row => row.Shares).Where(row => row.PublicCode == request.PublicCode));
        if (drawDown is null) return DrawDownRefusals.DrawDownNotFound(request.PublicCode);
        var step = drawDown.Fire(request.Trigger, new StepRequest(session.Actor, session.Now, request.Reason, request.Revision));
        if (step.IsRefused) return step.Refusal;
        session.Audit("DrawDownMoved", drawDown.PublicCode, request.Trigger, drawDown.State);
        var booked = await session.Book(drawDown, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        if (drawDown.State != DrawDownState.Approved) return new DecidedDrawDown(drawDown.State, null, null);

        var added = await BookContribution.Add(
            session, RequestDrawDown.Expected(session, AsRequested(session, drawDown)), drawDown.ApprovalReference, stop);
        if (added.IsRefused) return added.Refusal;
        var made = added.Value.Contribution;
        drawDown.Expect(made.Id);
        return new DecidedDrawDown(
            drawDown.State, BookedContribution.Of(made), added.Value.Approval?.Reference.ToString());
    }

    private static DrawDownRequest AsRequested(WriteSession session, DrawDown drawDown) => new(
        "", drawDown.PayerPartyId, new Money(drawDown.Amount, session.Currency),
        [.. drawDown.Shares.OrderBy(share => share.Line).Select(share => new ContributionPart(share.Fund, share.Amount))],
        drawDown.Description);
}
