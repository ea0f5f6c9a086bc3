using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Disbursements;

/// <summary>One step of the workflow: submit, certify, authorize, release, pay again, return, reject or cancel.</summary>
/// <param name="Revision">The revision the person looked at: a case that has changed since is not decided blindly.</param>
public sealed record DisbursementStepRequest(
    string Key, string PublicCode, DisbursementTrigger Trigger, int? Revision, string? Reason = null);

public sealed class AdvanceDisbursement(AuthorizedLedger ledger)
{
    /// <summary>The state the disbursement is in afterwards.</summary>
    public Task<Result<string>> Run(DisbursementStepRequest move, Actor actor, CancellationToken stop) =>
        ledger.Write(
            DutyPolicies.For(DisbursementWorkflow.Table, move.Trigger), new UseCaseRequest(move.Key, actor, move),
            session => Decide(session, move, stop), stop);

    /// <summary>What the step would post; nothing for one that moves no money.</summary>
    public Task<Result<PreviewedPosting[]>> Preview(DisbursementStepRequest move, Actor actor, CancellationToken stop) =>
        ledger.Preview(
            DutyPolicies.For(DisbursementWorkflow.Table, move.Trigger), new UseCaseRequest(move.Key, actor, move),
            session => Decide(session, move, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, DisbursementStepRequest move, CancellationToken stop)
    {
        var disbursement = await Load(session, move.PublicCode);
        if (disbursement is null) return DisbursementRefusals.DisbursementNotFound(move.PublicCode);

        // Several duties may take a step of this name; the one whose step it is here and now decides.
        var row = DisbursementWorkflow.Table.Find(disbursement.State, move.Trigger);
        if (row is { By: TakenBy.Person, Duty: { } duty } && !DutyPolicies.Permits(session.Actor, duty))
        {
            return AuthorizationRefusals.NotPermitted(session.Actor.Name, DutyPolicies.Of(duty)!);
        }

        var facts = await Facts(session, disbursement, stop) with
        {
            PayeeBankAccountChanged = await PayeeChanged(session, disbursement, stop),
            Release = move.Trigger == DisbursementTrigger.Cancel ? await ReleasedLots.Read(session.Db, disbursement, stop) : null,
        };
        var step = disbursement.Fire(move.Trigger, new StepRequest(session.Actor, session.Now, move.Reason, move.Revision), facts);
        if (step.IsRefused) return step.Refusal;
        session.Audit("DisbursementMoved", disbursement.PublicCode, move.Trigger, (DisbursementState)step.Value.Step.ToState);
        var booked = await session.Book(disbursement, step.Value);
        return booked.IsRefused ? booked.Refusal : disbursement.State.ToString();
    }

    /// <summary>The disbursement with its history; null for an unknown code.</summary>
    internal static Task<Disbursement?> Load(WriteSession session, string publicCode) => session.Load(
        session.Db.Disbursements.Where(row => row.PublicCode == publicCode));

    /// <summary>The facts that an entry of today needs.</summary>
    internal static async Task<DisbursementFacts> Facts(WriteSession session, Disbursement disbursement, CancellationToken stop) =>
        new((await session.Funds(disbursement.FundId))[disbursement.FundId], session.Currency, session.Today)
        {
            Payee = await session.Db.PayeeBankAccounts.AsNoTracking().SingleOrDefaultAsync(
                account => account.Id == disbursement.PayeeBankAccountId, stop),
        };

    private static Task<bool> PayeeChanged(WriteSession session, Disbursement disbursement, CancellationToken stop) =>
        session.Db.PayeeBankAccounts.AnyAsync(
            account => account.PartyId == disbursement.PayeePartyId && account.Id > disbursement.PayeeBankAccountId, stop);
}
