using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking;

public sealed record ReconciliationResult(string BankAccount, long StatementBalance, long BookBalance, long Unidentified);

/// <summary>
/// Puts the bank's closing balance beside the books' balance of the same account on the same day, for every bank
/// account with a statement. The difference is zero when every line is booked. What has been found before is not written
/// again: neither by the scheduler, which looks every night, nor by the person who has found it.
/// </summary>
public sealed class ReconcileBank(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ReconcileBank;

    public Task<Result<ReconciliationResult[]>> Run(string key, Actor actor, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(key, actor, new { Reconcile = key }), session => Decide(session, stop), stop);

    private static async Task<Result<ReconciliationResult[]>> Decide(WriteSession session, CancellationToken stop)
    {
        var results = new List<ReconciliationResult>();
        var written = 0;
        var banks = await session.Db.BankAccounts.AsNoTracking().OrderBy(bank => bank.Code).ToListAsync(stop);
        foreach (var bank in banks)
        {
            var last = await session.Db.BankStatements.AsNoTracking()
                .Where(statement => statement.BankAccountId == bank.Id)
                .OrderByDescending(statement => statement.ToDate).ThenByDescending(statement => statement.FromDate)
                .ThenByDescending(statement => statement.Id).FirstOrDefaultAsync(stop);
            if (last is null) continue;
            var book = await (
                from posting in session.Db.Postings
                join account in session.Db.LedgerAccounts
                    on posting.LedgerAccountId equals account.Id
                where account.Code == bank.LedgerAccount && posting.BookingDate <= last.ToDate
                select posting.Amount).SumAsync(stop);
            var waiting = session.Db.StatementLines
                .Where(line => line.BankAccountId == bank.Id && line.State == StatementLineState.Unidentified);
            var credits = await waiting.Where(line => line.Amount > 0).SumAsync(line => line.Amount, stop);
            var debits = await waiting.Where(line => line.Amount < 0).SumAsync(line => line.Amount, stop);
            results.Add(new ReconciliationResult(bank.Code, last.Closing, book, credits + debits));
            var found = new BankReconciliation
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                BankAccountId = bank.Id,
                CutOff = last.ToDate,
                StatementBalance = last.Closing,
                BookBalance = book,
                Unidentified = credits + debits,
                UnidentifiedCredits = credits,
                UnidentifiedDebits = debits,
                PreparedBy = session.Actor.PersonId,
                PreparedAt = session.Now,
            };
            if (await IsKnown(session, found, stop)) continue;
            session.Db.BankReconciliations.Add(found);
            written++;
        }

        if (written > 0) session.Audit("BankReconciled", written);
        return results.ToArray();
    }

    /// <summary>Whether the last one of the account says the same, and nobody else would now stand for it.</summary>
    private static async Task<bool> IsKnown(WriteSession session, BankReconciliation found, CancellationToken stop)
    {
        var before = await session.Db.BankReconciliations.AsNoTracking()
            .Where(reconciliation => reconciliation.BankAccountId == found.BankAccountId)
            .OrderByDescending(reconciliation => reconciliation.Id).FirstOrDefaultAsync(stop);
        return before is not null && before.Says(found) && (session.Actor.Scheduler || before.PreparedBy == found.PreparedBy);
    }
}
