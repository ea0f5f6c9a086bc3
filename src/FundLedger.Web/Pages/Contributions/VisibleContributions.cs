using System.Linq.Expressions;
using System.Security.Claims;
using FundLedger.Data;
using FundLedger.Domain.Contributions;
using FundLedger.Web.Access;

namespace FundLedger.Web.Pages.Contributions;

/// <summary>
/// Which contributions a person may know of. The bound stands in the query itself, so that no page can show, count or
/// export another company's gift by mistake; whoever acts for no company and may not see all sees none.
/// </summary>
internal static class VisibleContributions
{
    public static IQueryable<Contribution> Of(LedgerDb db, long dedicatedAccount, ClaimsPrincipal user)
    {
        var person = SignedInPerson.Of(user);
        var all = db.Contributions.Where(contribution => contribution.DedicatedAccountId == dedicatedAccount);
        if (person.Holds(Policies.SeeContributions)) return all;
        return person.PartyId is { } party ? all.Where(contribution => contribution.PayerPartyId == party) : all.Where(Nothing);
    }

    private static readonly Expression<Func<Contribution, bool>> Nothing = contribution => contribution.Id < 0;
}
