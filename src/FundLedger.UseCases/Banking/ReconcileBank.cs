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
/// account with a statement. The difference is zero when every line is booked.
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
        var banks = await session.Db.BankAccounts.AsNoTracking().OrderBy(bank => bank.Code).ToListAsync(stop);
        foreach (var bank in banks)
        {
            var last = await session.Db.BankStatements.AsNoTracking()
                .Where(statement => statement.BankAccountId == bank.Id)
                .OrderByDescending(statement => statement.ToDate).ThenByDescending(statement => statement.Id).FirstOrDefaultAsync(stop);
            if (last is null) continue;
            var book = await (
                from posting in session.Db.Postings
                join account in session.Db.LedgerAccounts
                    on posting.LedgerAccountId equals account.Id
                where account.Code == bank.LedgerAccount && posting.BookingDate <= last.ToDate
                select posting.Amount).SumAsync(stop);
            var unidentified = await session.Db.StatementLines
                .Where(line => line.BankAccountId == bank.Id && line.State == StatementLineState.Unidentified)
                .SumAsync(line => line.Amount, stop);
            session.Db.BankReconciliations.Add(new BankReconciliation
            {
                DedicatedAccountId = session.AccountId,
                Id = session.NewId(),
                BankAccountId = bank.Id,
                CutOff = last.ToDate,
                StatementBalance = last.Closing,
                BookBalance = book,
                Unidentified = unidentified,
                PreparedBy = session.Actor.PersonId,
                PreparedAt = session.Now,
            });
            results.Add(new ReconciliationResult(bank.Code, last.Closing, book, unidentified));
        }

        session.Audit("BankReconciled", results.Count);
        return results.ToArray();
    }
}
