using FundLedger.Data;
using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Workflow.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>What a draw-down asks for one fund, and how the budget of the fund's programme and year stands.</summary>
/// <param name="Budget">The version in force; null where nothing bounds the fund.</param>
/// <param name="Drawn">Of that budget, what is drawn or expected already, over all its funds.</param>
public sealed record DrawDownCaseShare(string Fund, string FundZh, string FundEn, Money Amount, Money? Budget, Money Drawn)
{
    /// <summary>Null where nothing bounds the fund.</summary>
    public Money? Remaining => Budget is { } budget ? budget - Drawn : null;
}

/// <summary>The contribution that the approval made.</summary>
/// <param name="Entry">The entry of the receivable, or of the receipt once the money is there.</param>
public sealed record DrawnContribution(string Code, ContributionState State, EntryReference? Entry);

/// <summary>Everything that belongs to one draw-down, for the person who records the decision on it.</summary>
public sealed record DrawDownStory(
    DrawDown DrawDown, Money Amount, string Payer, string Requester, IReadOnlyList<DrawDownCaseShare> Shares,
    DrawnContribution? Contribution, IReadOnlyList<StepTaken> Steps);

/// <summary>Reads one draw-down.</summary>
public sealed class DrawDownCase(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDrawDowns;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<DrawDownStory?>> Read(Actor actor, string code, CancellationToken stop) =>
        reader.Read<DrawDownStory?>(Policy, actor, async db =>
        {
            var drawDown = await db.DrawDowns.Include(row => row.Shares).SingleOrDefaultAsync(row => row.PublicCode == code, stop);
            if (drawDown is null) return null;
            drawDown.Remember(await db.HistoryOf(drawDown).Read(stop));
            var payer = await db.Parties.Where(party => party.Id == drawDown.PayerPartyId).Select(party => party.Name).SingleAsync(stop);
            var requester = await db.People.Where(person => person.Id == drawDown.RequestedBy).Select(person => person.DisplayName)
                .SingleAsync(stop);
            var contribution = await db.Contributions.SingleOrDefaultAsync(row => row.Id == drawDown.ContributionId, stop);
            return new DrawDownStory(
                drawDown, Amount(drawDown.Amount), payer, requester, await Shares(db, drawDown, stop),
                contribution is null ? null : new DrawnContribution(
                    contribution.PublicCode, contribution.State,
                    contribution is { EntryFiscalYear: { } year, EntryNumber: { } number } ? new EntryReference(year, number) : null),
                await StepsTaken.Read(db, drawDown, stop));
        }, stop);

    private async Task<IReadOnlyList<DrawDownCaseShare>> Shares(ReadingDb db, DrawDown drawDown, CancellationToken stop)
    {
        var codes = drawDown.Shares.Select(share => share.Fund).ToArray();
        var funds = (await db.Funds.Where(fund => codes.Contains(fund.Code)).ToListAsync(stop))
            .ToDictionary(fund => fund.Code, fund => fund.ToDomain(), StringComparer.Ordinal);
        var shares = new List<DrawDownCaseShare>();
        foreach (var share in drawDown.Shares.OrderBy(share => share.Line))
        {
            var fund = funds[share.Fund];
            var (budget, drawn) = DrawDownRules.BudgetOf(fund) is { } bound
                ? (await ProgrammeYears.BudgetInForce(db, bound, stop), await ProgrammeYears.Drawn(db, bound, stop))
                : (null, 0L);
            shares.Add(new DrawDownCaseShare(
                fund.Code, fund.NameZh, fund.NameEn, Amount(share.Amount), budget is null ? null : Amount(budget.Amount), Amount(drawn)));
        }

        return shares;
    }

    private Money Amount(long minorUnits) => new(minorUnits, books.Currency);
}
