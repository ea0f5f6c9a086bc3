using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Payees;

/// <param name="Revision">The revision the person looked at.</param>
public sealed record PayeeAccountStepRequest(
    string Key, string PublicCode, PayeeAccountChangeTrigger Trigger, int? Revision, string? Reason = null);

/// <summary>Where a change stands after a step.</summary>
/// <param name="UsableFrom">The first day on which the account may be paid to; null when none was confirmed.</param>
public sealed record DecidedPayeeAccount(PayeeAccountChangeState State, LocalDate? UsableFrom);

/// <summary>Confirms a payee's new bank account, which the payee then has, rejects it, or takes it back.</summary>
public sealed class DecidePayeeAccountChange(AuthorizedLedger ledger)
{
    /// <summary>Who may take a step of this name.</summary>
    public static AnyOf PolicyOf(PayeeAccountChangeTrigger trigger) => DutyPolicies.For(PayeeAccountChangeWorkflow.Table, trigger);

    /// <summary>
    /// Refused: NotPermitted, PayeeAccountChangeNotFound, what the workflow refuses (among it whoever submitted it as confirmer),
    /// and an account that another payee has been given meanwhile.
    /// </summary>
    public Task<Result<DecidedPayeeAccount>> Run(PayeeAccountStepRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        PolicyOf(request.Trigger), new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<DecidedPayeeAccount>> Decide(
        WriteSession session, PayeeAccountStepRequest request, CancellationToken stop)
    {
        var change = await session.Load(session.Db.PayeeAccountChanges.Where(row => row.PublicCode == request.PublicCode));
        if (change is null) return PayeeRefusals.PayeeAccountChangeNotFound(request.PublicCode);
        var step = change.Fire(request.Trigger, new StepRequest(session.Actor, session.Now, request.Reason, request.Revision));
        if (step.IsRefused) return step.Refusal;
        if (change.State == PayeeAccountChangeState.Confirmed)
        {
            if (await PayeeAccounts.Taken(session.Db, change, stop) is { } taken) return taken;
            var first = !await session.Db.PayeeBankAccounts.AnyAsync(account => account.PartyId == change.PartyId, stop);
            session.Db.PayeeBankAccounts.Add(change.Account(session.NewId(), first, session.Today, session.Now));
        }

        session.Audit("PayeeAccountMoved", change.PublicCode, request.Trigger, change.State);
        var booked = await session.Book(change, step.Value);
        return booked.IsRefused ? booked.Refusal : new DecidedPayeeAccount(change.State, change.UsableFrom);
    }
}
