using FundLedger.Data;
using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Payees;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Workflow.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Payees.Reads;

/// <summary>An account that the payee has or had.</summary>
/// <param name="AccountNumber">Masked but for those who pay or confirm.</param>
/// <param name="Editor">Who entered it.</param>
/// <param name="Confirmer">Who confirmed it; null for one from before two people were needed.</param>
public sealed record PayeeAccountShown(
    string BankCode, string AccountNumber, string Holder, string Editor, string? Confirmer, Instant Since, LocalDate? UsableFrom);

/// <summary>A change that nobody has decided on yet, or the last one that was rejected or withdrawn.</summary>
public sealed record PayeeChangeShown(
    PayeeAccountChange Change, string AccountNumber, string Submitter, IReadOnlyList<StepTaken> Steps);

/// <summary>A case that waits to be paid to this payee.</summary>
/// <param name="NamesPresentAccount">False: it names an account that the payee no longer has, and will not be released.</param>
public sealed record WaitingPayment(string Code, string Purpose, DisbursementState State, Money Amount, bool NamesPresentAccount);

/// <summary>Everything about where a payee is paid.</summary>
/// <param name="Accounts">The present one first.</param>
/// <param name="Change">The last change; null when there has been none or it was confirmed.</param>
public sealed record PayeeStory(
    Party Party, IReadOnlyList<PayeeAccountShown> Accounts, PayeeChangeShown? Change, IReadOnlyList<WaitingPayment> Payments);

/// <summary>Reads one payee.</summary>
public sealed class PayeeCase(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeePayees;

    /// <summary>Most accounts and payments shown.</summary>
    public const int Most = 100;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<PayeeStory?>> Read(Actor actor, string code, CancellationToken stop) =>
        reader.Read<PayeeStory?>(Policy, actor, async db =>
        {
            var party = await db.Parties.SingleOrDefaultAsync(row => row.PublicCode == code, stop);
            if (party is null) return null;
            var whole = PayeeList.SeesWholeNumbers(actor);
            var accounts = await db.PayeeBankAccounts.Where(account => account.PartyId == party.Id)
                .OrderByDescending(account => account.Id).Take(Most).ToListAsync(stop);
            var shown = new List<PayeeAccountShown>();
            foreach (var account in accounts) shown.Add(await Shown(db, account, whole, stop));
            return new PayeeStory(
                party, shown, await Change(db, party, whole, stop), await Payments(db, party, accounts.FirstOrDefault()?.Id, stop));
        }, stop);

    private static async Task<PayeeAccountShown> Shown(ReadingDb db, PayeeBankAccount account, bool whole, CancellationToken stop) => new(
        account.BankCode, Number(account.AccountNumber, whole), account.Holder,
        await db.People.Where(person => person.Id == account.EditedBy).Select(person => person.DisplayName).SingleAsync(stop),
        (await PayeeAccounts.Confirmer(db, account, stop))?.Name, account.EditedAt, account.UsableFrom);

    private static async Task<PayeeChangeShown?> Change(ReadingDb db, Party party, bool whole, CancellationToken stop)
    {
        var change = await db.PayeeAccountChanges.Where(row => row.PartyId == party.Id)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(stop);
        if (change is null or { State: PayeeAccountChangeState.Confirmed }) return null;
        change.Remember(await db.HistoryOf(change).Read(stop));
        var submitter = await db.People.Where(person => person.Id == change.SubmittedBy).Select(person => person.DisplayName)
            .SingleAsync(stop);
        return new PayeeChangeShown(
            change, Number(change.AccountNumber, whole), submitter, await StepsTaken.Read(db, change, stop));
    }

    /// <summary>Cases that are neither paid nor ended, the oldest first.</summary>
    private async Task<IReadOnlyList<WaitingPayment>> Payments(ReadingDb db, Party party, long? present, CancellationToken stop)
    {
        var open = DisbursementWorkflow.Table.Those(
            row => !DisbursementWorkflow.Table.IsEnded(row.State) && row.Money != MoneyStage.Paid);
        var cases = await db.Disbursements.Where(row => row.PayeePartyId == party.Id && open.Contains(row.State))
            .OrderBy(row => row.Id).Take(Most).ToListAsync(stop);
        return
        [
            .. cases.Select(row => new WaitingPayment(
                row.PublicCode, row.Purpose, row.State, new Money(row.Amount, books.Currency), row.PayeeBankAccountId == present)),
        ];
    }

    private static string Number(string number, bool whole) => whole ? number : PayeeAccountRules.Masked(number);
}
