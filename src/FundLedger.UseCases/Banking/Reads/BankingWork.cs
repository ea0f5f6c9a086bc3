using FundLedger.Domain.Banking;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Banking.Reads;

/// <summary>What is wrong at the bank.</summary>
internal static class BankingWork
{
    /// <summary>A statement comes every month; one that has not come a few days into the next is missing.</summary>
    public const int DaysBetweenStatements = 40;

    /// <summary>Lines that nobody has explained. Credits and debits are never netted: no sum.</summary>
    public static async Task<WorkFound> Unidentified(WorkQuestion question, CancellationToken stop)
    {
        var lines = question.Db.StatementLines.Where(line => line.State == StatementLineState.Unidentified);
        var first = await lines.OrderBy(line => line.BookingDate).ThenBy(line => line.Id)
            .Select(line => new { line.Id, line.BookingDate }).FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(await lines.CountAsync(stop), first.BookingDate, First: $"/bank/lines/{first.Id}");
    }

    /// <summary>Bank accounts whose last reconciliation found a difference.</summary>
    public static async Task<WorkFound> Differences(WorkQuestion question, CancellationToken stop)
    {
        var db = question.Db;
        var last = await db.BankAccounts.Select(bank => db.BankReconciliations.Where(run => run.BankAccountId == bank.Id)
            .OrderByDescending(run => run.PreparedAt).ThenByDescending(run => run.Id)
            .Select(run => new { run.CutOff, run.StatementBalance, run.BookBalance }).FirstOrDefault()).ToListAsync(stop);
        var differing = last.Where(run => run is not null && run.StatementBalance != run.BookBalance).ToArray();
        return differing.Length == 0 ? WorkFound.Nothing : new WorkFound(differing.Length, differing.Min(run => run!.CutOff));
    }

    /// <summary>Bank accounts whose last statement is too old; one that has had none yet is not missed.</summary>
    public static async Task<WorkFound> MissingStatements(WorkQuestion question, CancellationToken stop)
    {
        var db = question.Db;
        var expected = question.Today.PlusDays(-DaysBetweenStatements);
        var late = await db.BankAccounts
            .Select(bank => db.BankStatements.Where(statement => statement.BankAccountId == bank.Id)
                .Max(statement => (NodaTime.LocalDate?)statement.ToDate))
            .Where(last => last < expected).ToListAsync(stop);
        return late.Count == 0 ? WorkFound.Nothing : new WorkFound(late.Count, late.Min());
    }
}
