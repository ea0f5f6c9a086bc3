using System.Linq.Expressions;
using FundLedger.Data.Reading;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>
/// Which contributions a person may know of. The limit is part of the query itself, so that no page can show, count or
/// export another company's gift by mistake; a person who acts for no company and may not see all sees none.
/// </summary>
public static class VisibleContributions
{
    public static IQueryable<Contribution> Of(ReadingDb db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.May(Policies.SeeContributions)) return db.Contributions;
        return actor.PartyId is { } party
            ? db.Contributions.Where(contribution => contribution.PayerPartyId == party)
            : db.Contributions.Where(Nothing);
    }

    private static readonly Expression<Func<Contribution, bool>> Nothing = contribution => contribution.Id < 0;
}
