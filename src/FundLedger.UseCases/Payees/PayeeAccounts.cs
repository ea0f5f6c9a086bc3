using FundLedger.Data;
using FundLedger.Domain;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Payees;

/// <summary>What the use cases of payees' accounts ask of the books.</summary>
internal static class PayeeAccounts
{
    /// <summary>Refused when the payee's present account is this one, or another payee has it.</summary>
    public static async Task<Refusal?> Taken(LedgerDb db, PayeeAccountChange change, CancellationToken stop)
    {
        var rows = await db.PayeeBankAccounts.AsNoTracking()
            .Where(account => account.PartyId == change.PartyId || account.AccountNumber == change.AccountNumber)
            .OrderByDescending(account => account.Id).ToListAsync(stop);
        var present = rows.FirstOrDefault(account => account.PartyId == change.PartyId);
        if (present is not null && present.BankCode == change.BankCode && present.Holder == change.Holder
            && present.AccountNumber == change.AccountNumber)
        {
            return PayeeRefusals.PayeeAccountNotNew(await NameOf(change.PartyId));
        }

        var other = rows.FirstOrDefault(account => account.PartyId != change.PartyId
            && PayeeAccountRules.Same(change.BankCode, change.AccountNumber, account));
        return other is null ? null : PayeeRefusals.PayeeAccountTaken(await NameOf(other.PartyId));

        Task<string> NameOf(long party) => db.Parties.Where(row => row.Id == party).Select(row => row.Name).SingleAsync(stop);
    }

    /// <summary>The person who confirmed the account; null for one from before two people were needed.</summary>
    public static async Task<Actor?> Confirmer(LedgerDb db, PayeeBankAccount account, CancellationToken stop)
    {
        if (account.ChangeId is not { } change) return null;
        var person = await (
            from held in db.WorkflowDuties
            join row in db.People on held.PersonId equals row.Id
            where held.DocumentKind == Domain.Ledger.DocumentKind.PayeeAccountChange && held.DocumentId == change
                && held.Duty == Domain.Workflow.Duty.PayeeConfirmer
            select row).FirstOrDefaultAsync(stop);
        return person is null ? null : new Actor(person.Id, person.DisplayName);
    }
}
