using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>Which pledges have not come.</summary>
internal static class ContributionsWork
{
    /// <summary>A pledge is asked about after this many days.</summary>
    public const int DaysToCome = 60;

    /// <summary>Refunds that the person may approve.</summary>
    public static async Task<WorkFound> WaitingRefunds(WorkQuestion question, CancellationToken stop)
    {
        var person = question.Actor.PersonId;
        var waiting = question.Db.GiftRefunds.Where(row => row.State == GiftRefundState.Submitted
            && !question.Db.WorkflowDuties.Any(held => held.DocumentKind == DocumentKind.GiftRefund && held.DocumentId == row.Id
                && held.PersonId == person));
        var first = await waiting.OrderBy(row => row.Id)
            .Join(
                question.Db.Contributions, row => row.ContributionId, gift => gift.Id,
                (row, gift) => new { row.StateSince, gift.PublicCode })
            .FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(
                await waiting.CountAsync(stop), first.StateSince.InTaipei(), await waiting.SumAsync(row => row.Amount, stop),
                $"/contributions/{first.PublicCode}/refund");
    }

    public static async Task<WorkFound> LatePledges(WorkQuestion question, CancellationToken stop)
    {
        var before = question.Today.PlusDays(-DaysToCome);
        var late = question.Db.Contributions.Where(row => row.State == ContributionState.Expected
            && (row.DueOn == null ? row.PledgedOn < before : row.DueOn < question.Today));
        var first = await late.OrderBy(row => row.PledgedOn).ThenBy(row => row.Id)
            .Select(row => new { row.PublicCode, row.PledgedOn }).FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(
                await late.CountAsync(stop), first.PledgedOn, await late.SumAsync(row => row.Amount, stop),
                $"/contributions/{first.PublicCode}");
    }
}
