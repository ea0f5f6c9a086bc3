using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Payees' bank accounts as two people give them, in one write.</summary>
public static class PayeeAccounts
{
    /// <summary>Both people hold their roles already: a role that is given in the same write comes too late for its check.</summary>
    public static async Task<PayeeBankAccount> AddPayeeAccount(
        this WriteSession session, long party, Actor editor, Actor confirmer, string number, string holder)
    {
        var change = new PayeeAccountChange
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            PublicCode = PublicCode.New(),
            PartyId = party,
            BankCode = "0040000",
            AccountNumber = number,
            Holder = holder,
            SubmittedBy = editor.PersonId,
            SubmittedOn = session.Today,
        };
        session.Db.Add(change);
        _ = (await session.Book(change, change.Submit(editor, session.Now).Value)).Value;
        _ = (await session.Book(change, change.Fire(
            PayeeAccountChangeTrigger.Confirm, new StepRequest(confirmer, session.Now)).Value)).Value;
        var first = !await session.Db.PayeeBankAccounts.AnyAsync(row => row.PartyId == party);
        var account = change.Account(session.NewId(), first, session.Today, session.Now);
        session.Db.Add(account);
        return account;
    }
}
