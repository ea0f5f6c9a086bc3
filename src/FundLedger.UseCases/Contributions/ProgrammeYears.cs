using FundLedger.Data;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions;

/// <summary>How a programme's budget of a year stands.</summary>
internal static class ProgrammeYears
{
    /// <summary>The latest version; null where the programme has no budget for the year.</summary>
    public static Task<ProgrammeBudget?> BudgetInForce(LedgerDb db, ProgrammeYear bound, CancellationToken stop) =>
        db.ProgrammeBudgets.AsNoTracking()
            .Where(budget => budget.ProgrammeId == bound.ProgrammeId && budget.FiscalYear == bound.FiscalYear)
            .OrderByDescending(budget => budget.Version).FirstOrDefaultAsync(stop);

    /// <summary>What contributions that are not cancelled draw on it, in minor units.</summary>
    public static Task<long> Drawn(LedgerDb db, ProgrammeYear bound, CancellationToken stop) => (
        from share in db.Set<ContributionShare>()
        join contribution in db.Contributions
            on new { share.DedicatedAccountId, Id = share.ContributionId } equals new { contribution.DedicatedAccountId, contribution.Id }
        join fund in db.Funds
            on new { share.DedicatedAccountId, Id = share.FundId } equals new { fund.DedicatedAccountId, fund.Id }
        where contribution.State != ContributionState.Cancelled
            && fund.Designation == DesignationKind.WorkItem
            && fund.DesignationId == bound.ProgrammeId && fund.ProgrammeYear == bound.FiscalYear
        select share.Amount).SumAsync(stop);
}
