using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Payees;

/// <summary>A payee's new bank account, as typed.</summary>
/// <param name="Payee">Public code of the party.</param>
public sealed record PayeeAccountRequest(
    string Key, string Payee, string BankCode, string AccountNumber, string Holder, bool DryRun = false);

/// <summary>Submits a payee's new bank account for a second person to confirm; the payee has the old one until then.</summary>
public sealed class ChangePayeeAccount(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ChangePayeeAccount;

    /// <summary>
    /// The change's public code. Refused: NotPermitted, PayeeNotFound, what the rules of accounts refuse, an account that the
    /// payee has already or another payee has, and a second change while one waits.
    /// </summary>
    public Task<Result<string>> Run(PayeeAccountRequest request, Actor actor, CancellationToken stop) => ledger.Write(
        Policy, new UseCaseRequest(request.Key, actor, request, request.DryRun), session => Decide(session, request, stop), stop);

    private static async Task<Result<string>> Decide(WriteSession session, PayeeAccountRequest request, CancellationToken stop)
    {
        var party = await session.Db.Parties.AsNoTracking().SingleOrDefaultAsync(row => row.PublicCode == request.Payee, stop);
        if (party is null) return PayeeRefusals.PayeeNotFound(request.Payee);
        var change = new PayeeAccountChange
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            PartyId = party.Id,
            BankCode = PayeeAccountRules.Digits(request.BankCode),
            AccountNumber = PayeeAccountRules.Digits(request.AccountNumber),
            Holder = request.Holder.Trim().Normalize(),
            SubmittedBy = session.Actor.PersonId,
            SubmittedOn = session.Today,
        };
        if (PayeeAccountRules.Check(change.BankCode, change.AccountNumber, change.Holder) is { } invalid) return invalid;
        if (await PayeeAccounts.Taken(session.Db, change, stop) is { } taken) return taken;
        var waiting = await session.Db.PayeeAccountChanges.AsNoTracking().FirstOrDefaultAsync(
            other => other.PartyId == party.Id && other.State == PayeeAccountChangeState.Submitted, stop);
        if (waiting is not null) return PayeeRefusals.PayeeAccountChangePending(waiting.PublicCode);

        session.Db.PayeeAccountChanges.Add(change);
        var step = change.Submit(session.Actor, session.Now);
        if (step.IsRefused) return step.Refusal;
        var booked = await session.Book(change, step.Value);
        if (booked.IsRefused) return booked.Refusal;
        session.Audit("PayeeAccountSubmitted", change.PublicCode, party.PublicCode);
        return change.PublicCode;
    }
}
