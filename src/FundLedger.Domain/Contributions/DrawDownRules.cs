using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;
using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>A programme in one fiscal year: what a budget is of.</summary>
public readonly record struct ProgrammeYear(long ProgrammeId, int FiscalYear);

/// <summary>An allocation is drawn down only within its programme's budget of that fiscal year.</summary>
public static class DrawDownRules
{
    /// <summary>The budget a fund draws on; null for a fund that no programme's budget bounds.</summary>
    public static ProgrammeYear? BudgetOf(Fund fund)
    {
        ArgumentNullException.ThrowIfNull(fund);
        return fund is { Designation: DesignationKind.WorkItem, DesignationId: { } programme, ProgrammeYear: { } year }
            ? new ProgrammeYear(programme, year)
            : null;
    }

    /// <summary>The version in force, which is the latest; null where the programme has no budget for the year.</summary>
    public static ProgrammeBudget? InForce(IEnumerable<ProgrammeBudget> versions) => versions.MaxBy(budget => budget.Version);

    /// <summary>
    /// Remaining is the version in force less what is drawn or expected already. A year without a budget is not bounded.
    /// Refused: <see cref="ContributionRefusals.ProgrammeBudgetLapsed"/> after its term,
    /// <see cref="ContributionRefusals.ProgrammeBudgetExceeded"/>.
    /// </summary>
    /// <param name="fund">Named in the refusal.</param>
    /// <param name="drawn">Shares of contributions that are not cancelled, over all funds of the programme and year.</param>
    /// <param name="requested">The new parts of the same funds together.</param>
    /// <param name="drawnOn">The date of the approval.</param>
    public static Refusal? Check(Fund fund, IEnumerable<ProgrammeBudget> versions, Money drawn, Money requested, LocalDate drawnOn)
    {
        ArgumentNullException.ThrowIfNull(fund);
        if (InForce(versions) is not { } budget) return null;
        if (budget.ExpiresOn < drawnOn)
            return ContributionRefusals.ProgrammeBudgetLapsed(fund.Code, budget.FiscalYear, budget.ExpiresOn.Value);
        var remaining = new Money(budget.Amount, requested.Currency) - drawn;
        return requested > remaining
            ? ContributionRefusals.ProgrammeBudgetExceeded(fund.Code, budget.FiscalYear, remaining, requested)
            : null;
    }
}
