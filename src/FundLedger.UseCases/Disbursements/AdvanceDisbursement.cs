using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Disbursements;

/// <summary>One step of the workflow: submit, certify, authorize, release, return, reject or cancel.</summary>
/// <param name="Revision">The revision the person looked at: a case that has changed since is not decided blindly.</param>
public sealed record DisbursementStepRequest(string Key, string PublicCode, DisbursementTrigger Trigger, int? Revision, string? Reason = null);

public sealed class AdvanceDisbursement(AuthorizedLedger ledger)
{
    /// <summary>The state the disbursement is in afterwards.</summary>
    public Task<Result<string>> Run(DisbursementStepRequest move, Actor actor, CancellationToken stop) =>
        ledger.Write(DutyPolicies.For(move.Trigger), new UseCaseRequest(move.Key, actor, move), session => Decide(session, move, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, DisbursementStepRequest move, CancellationToken stop)
    {
        var disbursement = await Load(session, move.PublicCode, stop);
        if (disbursement is null) return DisbursementRefusals.DisbursementNotFound(move.PublicCode);
        // These follow from an authorization and from the bank's line; taken by hand they would lack their entries.
        if (move.Trigger is DisbursementTrigger.Encumber or DisbursementTrigger.ConfirmPayment)
        {
            return DisbursementRefusals.StepNotPermitted(move.Trigger, disbursement.State);
        }

        // Several duties may take a step of this name; the one whose step it is here and now decides.
        if (DisbursementWorkflow.Find(disbursement.State, move.Trigger)?.Duty is { } duty && !DutyPolicies.Permits(session.Actor, duty))
        {
            return AuthorizationRefusals.NotPermitted(session.Actor.Name, DutyPolicies.Of(duty)!);
        }

        var cancelsEncumbrance = move.Trigger == DisbursementTrigger.Cancel && disbursement.State == DisbursementState.Encumbered;
        if (move.Trigger == DisbursementTrigger.Release && await PayeeChanged(session, disbursement, stop))
        {
            return DisbursementRefusals.PayeeBankAccountChanged(disbursement.PublicCode);
        }

        var step = disbursement.Take(move.Trigger, session.Actor, move.Reason, move.Revision, session.Now);
        if (step.IsRefused) return step.Refusal;
        session.Record(disbursement, step.Value, move.Reason);
        session.Audit("DisbursementMoved", disbursement.PublicCode, move.Trigger, disbursement.State);

        var fund = (await session.Funds(disbursement.FundId))[disbursement.FundId];
        var draft = move.Trigger switch
        {
            DisbursementTrigger.Authorize => disbursement.Encumber(fund, session.Currency, session.Today),
            DisbursementTrigger.Release => disbursement.Release(fund, session.Currency, session.Today),
            DisbursementTrigger.Cancel when cancelsEncumbrance => disbursement.FreeEncumbrance(fund, session.Currency, session.Today),
            _ => null,
        };
        if (draft is not null)
        {
            var posted = await session.Post(draft);
            if (posted.IsRefused) return posted.Refusal;
        }

        if (move.Trigger == DisbursementTrigger.Authorize)
        {
            // The money is set aside in the same write: an authorized case is never without its encumbrance.
            var encumbered = disbursement.Take(DisbursementTrigger.Encumber, session.Actor, null, null, session.Now);
            if (encumbered.IsRefused) return encumbered.Refusal;
            session.Record(disbursement, encumbered.Value, null);
        }

        return disbursement.State.ToString();
    }

    internal static Task<Disbursement?> Load(WriteSession session, string publicCode, CancellationToken stop) => session.Db.Disbursements
        .Include(found => found.Steps.OrderBy(step => step.Sequence)).Include(found => found.Duties)
        .SingleOrDefaultAsync(found => found.DedicatedAccountId == session.AccountId && found.PublicCode == publicCode, stop);

    private static async Task<bool> PayeeChanged(WriteSession session, Disbursement disbursement, CancellationToken stop) =>
        await session.Db.PayeeBankAccounts.AnyAsync(
            found => found.DedicatedAccountId == session.AccountId && found.PartyId == disbursement.PayeePartyId
                && found.Id > disbursement.PayeeBankAccountId, stop);
}
