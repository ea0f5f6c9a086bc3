using FundLedger.Domain.Returns;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Returns.Reads;

/// <summary>Which returns wait for a report, and which are late.</summary>
internal static class ReturnsWork
{
    /// <summary>Periods that have ended without an accepted report.</summary>
    public static async Task<WorkFound> AwaitedReports(WorkQuestion question, CancellationToken stop)
    {
        var rows = question.Db.ExpectedReturns.Where(row => row.State == ExpectedReturnState.AwaitingReport);
        return await Found(rows, withAmount: false, stop);
    }

    /// <summary>Reported amounts that have not come by the day they were due.</summary>
    public static async Task<WorkFound> Overdue(WorkQuestion question, CancellationToken stop)
    {
        var today = question.Today;
        var rows = question.Db.ExpectedReturns.Where(row => row.State == ExpectedReturnState.Due && row.DueOn < today);
        return await Found(rows, withAmount: true, stop);
    }

    private static async Task<WorkFound> Found(IQueryable<ExpectedReturn> rows, bool withAmount, CancellationToken stop)
    {
        var first = await rows.OrderBy(row => row.DueOn).ThenBy(row => row.Id)
            .Select(row => new { row.PublicCode, row.DueOn }).FirstOrDefaultAsync(stop);
        if (first is null) return WorkFound.Nothing;
        return new WorkFound(
            await rows.CountAsync(stop), first.DueOn, withAmount ? await rows.SumAsync(row => row.Amount ?? 0, stop) : null,
            $"/returns/{first.PublicCode}");
    }
}
