using System.Linq.Expressions;
using FundLedger.Data;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>
/// Which contributions a person may know of. The bound stands in the query itself, so that no page can show, count or
/// export another company's gift by mistake; whoever acts for no company and may not see all sees none.
/// </summary>
public static class VisibleContributions
{
    public static IQueryable<Contribution> Of(LedgerDb db, long dedicatedAccount, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        var all = db.Contributions.Where(contribution => contribution.DedicatedAccountId == dedicatedAccount);
        if (actor.May(Policies.SeeContributions)) return all;
        return actor.PartyId is { } party ? all.Where(contribution => contribution.PayerPartyId == party) : all.Where(Nothing);
    }

    private static readonly Expression<Func<Contribution, bool>> Nothing = contribution => contribution.Id < 0;
}
