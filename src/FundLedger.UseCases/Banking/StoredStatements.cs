using FundLedger.Data.Writing;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Banking.Statements;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Banking;

/// <summary>Finds where the stored statements of a bank account begin and end, and their lines of some days.</summary>
internal static class StoredStatements
{
    /// <summary>Null before the first statement.</summary>
    public static async Task<StatementChain?> Load(
        WriteSession session, BankAccount bank, LocalDate from, LocalDate to, CancellationToken stop)
    {
        var statements = await session.Db.BankStatements.AsNoTracking().Where(row => row.BankAccountId == bank.Id)
            .OrderBy(row => row.FromDate).ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.Opening, row.Closing, row.FromDate, row.ToDate }).ToListAsync(stop);
        if (statements.Count == 0) return null;

        var lines = session.Db.StatementLines.AsNoTracking().Where(line => line.BankAccountId == bank.Id);
        var total = await lines.SumAsync(line => line.Amount, stop);
        var last = statements.OrderByDescending(row => row.ToDate).ThenByDescending(row => row.FromDate).ThenByDescending(row => row.Id)
            .Select(row => row.Closing).ToList();
        var closings = last.ToHashSet();
        var first = statements.FirstOrDefault(row => closings.Contains(row.Opening + total));
        var (opening, closing) = first is null ? (last[0] - total, last[0]) : (first.Opening, first.Opening + total);

        var days = await lines.GroupBy(line => line.BankAccountId)
            .Select(group => new { First = group.Min(line => line.BookingDate), Last = group.Max(line => line.BookingDate) })
            .SingleOrDefaultAsync(stop);
        var before = opening + await lines.Where(line => line.BookingDate < from).SumAsync(line => line.Amount, stop);
        var near = await lines.Where(line => line.BookingDate >= from && line.BookingDate <= to)
            .OrderBy(line => line.BookingDate).ThenBy(line => line.Id)
            .Select(line => new { line.BookingDate, line.Amount, line.Balance, line.BankReference, line.Identity, line.Ordinal })
            .ToListAsync(stop);
        return new StatementChain(
            opening, closing, days?.First ?? statements[0].FromDate, days?.Last ?? statements.Max(row => row.ToDate), before,
            near.Select(line => new ChainLine(
                line.BookingDate, line.Amount, line.Balance, line.BankReference, Convert.ToHexString(line.Identity), line.Ordinal)));
    }
}
