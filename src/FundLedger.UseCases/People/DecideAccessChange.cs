using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.People;

/// <param name="Revision">The revision the person looked at.</param>
public sealed record AccessChangeStepRequest(
    string Key, string PublicCode, AccessChangeTrigger Trigger, int? Revision, string? Reason = null);

/// <summary>Where a change stands after a step.</summary>
/// <param name="Link">The new one of a person whose sign-in was reset; else null.</param>
public sealed record DecidedAccessChange(AccessChangeState State, IssuedLink? Link)
{
    public string? Token => Link?.Token;
}

/// <summary>Approves an access change, which takes effect at once, rejects it, or takes it back from the queue.</summary>
public sealed class DecideAccessChange(AuthorizedLedger ledger, IssueInvitation invite)
{
    /// <summary>Who may take a step of this name.</summary>
    public static AnyOf PolicyOf(AccessChangeTrigger trigger) => DutyPolicies.For(AccessChangeWorkflow.Table, trigger);

    /// <summary>
    /// Refused: NotPermitted, AccessChangeNotFound, what the workflow refuses (among it the requester as approver and a change that
    /// has moved), ChangeAboutApprover, and what <see cref="AccessChangeRules"/> refuse as things are now.
    /// </summary>
    public async Task<Result<DecidedAccessChange>> Run(AccessChangeStepRequest request, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var decided = await ledger.Write(
            PolicyOf(request.Trigger), new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);
        if (decided.IsRefused) return decided.Refusal;
        var (state, kind, person) = decided.Value;
        var reset = state == AccessChangeState.Approved && kind == AccessChangeKind.ResetSignIn;
        return new DecidedAccessChange(state, reset ? await invite(person, stop) : null);
    }

    private static async Task<Result<Decided>> Decide(WriteSession session, AccessChangeStepRequest request, CancellationToken stop)
    {
        var change = await session.Load(session.Db.AccessChanges.Where(row => row.PublicCode == request.PublicCode));
        if (change is null) return AccessChangeRefusals.AccessChangeNotFound(request.PublicCode);
        var person = await session.Db.People.SingleAsync(row => row.Id == change.PersonId, stop);
        var known = await session.Known(person, stop)
            ?? throw new InvalidOperationException($"{change.Reference} is about nobody of this account.");
        var step = change.Fire(
            request.Trigger, new StepRequest(session.Actor, session.Now, request.Reason, request.Revision),
            await session.Facts(known, stop));
        if (step.IsRefused) return step.Refusal;
        session.Audit("AccessChangeMoved", change.PublicCode, request.Trigger, change.State);
        if (change.State == AccessChangeState.Approved) AccessChanges.Apply(session, change, known);
        var booked = await session.Book(change, step.Value);
        return booked.IsRefused ? booked.Refusal : new Decided(change.State, change.Kind, person.Id);
    }

    private sealed record Decided(AccessChangeState State, AccessChangeKind Kind, long PersonId);
}
