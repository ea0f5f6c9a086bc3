using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Contributions;

/// <summary>Moves part of a gift to another fund, as its donor has agreed.</summary>
/// <param name="Lot">The donor's lot, or a child of it, the money is taken from.</param>
public sealed record RedesignationRequest(
    string Key, string Contribution, long Lot, string ToFund, Money Amount, string Consent, LocalDate ConsentedOn);

public sealed class RedesignateGift(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.BookContributions;

    public Task<Result<EntryReference>> Run(RedesignationRequest request, Actor actor, bool dryRun, CancellationToken stop) =>
        ledger.Write(Policy, new UseCaseRequest(request.Key, actor, request, dryRun), session => Decide(session, request, stop), stop);

    /// <summary>What the change would post.</summary>
    public Task<Result<PreviewedPosting[]>> Preview(RedesignationRequest request, Actor actor, CancellationToken stop) =>
        ledger.Preview(Policy, new UseCaseRequest(request.Key, actor, request), session => Decide(session, request, stop), stop);

    private static async Task<Result<EntryReference>> Decide(WriteSession session, RedesignationRequest request, CancellationToken stop)
    {
        var contribution = await session.Db.Contributions.AsNoTracking().SingleOrDefaultAsync(
            row => row.PublicCode == request.Contribution, stop);
        if (contribution is null) return ContributionRefusals.ContributionNotFound(request.Contribution);
        var from = await (
            from lot in session.Db.Lots
            join fund in session.Db.Funds on lot.FundId equals fund.Id
            where lot.Id == request.Lot
            select fund).AsNoTracking().SingleOrDefaultAsync(stop);
        if (from is null) return RedesignationRefusals.LotNotOfContribution(request.Lot, request.Contribution);
        var to = await session.Db.Funds.AsNoTracking().SingleOrDefaultAsync(
            row => row.Code == request.ToFund, stop);
        if (to is null) return LedgerRefusals.UnknownFund(1, request.ToFund);

        var posted = await session.Redesignate(new Redesignation(
            contribution, request.Lot, await session.ContributionOf(request.Lot), from.ToDomain(), to.ToDomain(), request.Amount,
            request.Consent, request.ConsentedOn));
        return posted.Select(entry => entry.Reference);
    }
}
