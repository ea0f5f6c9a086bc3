using FundLedger.Domain.Ledger;
using FundLedger.Domain.Proposals;
using NodaTime;

namespace FundLedger.Domain.Contributions;

/// <summary>A programme in one fiscal year: what a budget is of.</summary>
public readonly record struct ProgrammeYear(long ProgrammeId, int FiscalYear);

/// <summary>An allocation is drawn down only within its programme's budget of that fiscal year.</summary>
public static class DrawDownRules
{
    /// <summary>The audit event since which an allocation needs an approved draw-down.</summary>
    public const string InForceEvent = "AllocationsNeedDrawDowns";

    /// <summary>
    /// An approval's reference says which meeting approved. Refused: <see cref="ContributionRefusals.ApprovalReferenceTooLong"/>; one
    /// that is missing is the workflow's to refuse.
    /// </summary>
    public static Refusal? CheckReference(string? reference) => reference?.Trim().Length > ContributionRules.MaximumTextLength
        ? ContributionRefusals.ApprovalReferenceTooLong(reference.Trim().Length, ContributionRules.MaximumTextLength)
        : null;

    /// <summary>The budget a fund draws on; null for a fund that no programme's budget bounds.</summary>
    public static ProgrammeYear? BudgetOf(Fund fund)
    {
        ArgumentNullException.ThrowIfNull(fund);
        return fund is { Designation: DesignationKind.WorkItem, DesignationId: { } programme, ProgrammeYear: { } year }
            ? new ProgrammeYear(programme, year)
            : null;
    }

    /// <summary>
    /// Remaining is the version in force less what is drawn or expected already. A year without a budget is not bounded.
    /// Refused: <see cref="ContributionRefusals.ProgrammeBudgetLapsed"/> after its term,
    /// <see cref="ContributionRefusals.ProgrammeBudgetExceeded"/>.
    /// </summary>
    /// <param name="fund">Named in the refusal.</param>
    /// <param name="inForce">The latest version of the budget; null where the programme has none for the year.</param>
    /// <param name="drawn">Shares of contributions that are not cancelled, over all funds of the programme and year.</param>
    /// <param name="requested">The new parts of the same funds together.</param>
    /// <param name="drawnOn">The date of the approval.</param>
    public static Refusal? Check(Fund fund, ProgrammeBudget? inForce, Money drawn, Money requested, LocalDate drawnOn)
    {
        ArgumentNullException.ThrowIfNull(fund);
        if (inForce is not { } budget) return null;
        if (budget.ExpiresOn < drawnOn)
            return ContributionRefusals.ProgrammeBudgetLapsed(fund.Code, budget.FiscalYear, budget.ExpiresOn.Value);
        var remaining = new Money(budget.Amount, requested.Currency) - drawn;
        return requested > remaining
            ? ContributionRefusals.ProgrammeBudgetExceeded(fund.Code, budget.FiscalYear, remaining, requested)
            : null;
    }
}
