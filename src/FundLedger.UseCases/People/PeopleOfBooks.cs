using FundLedger.Data.Writing;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.People;

/// <summary>A person of the served account, with what a write may change about them.</summary>
internal sealed record KnownPerson(Person Person, Membership? Membership, IReadOnlyList<RoleHolding> Holdings)
{
    public PersonState State => Membership.StateOf(Membership);

    /// <summary>The membership to change; a person from before memberships gets one now.</summary>
    public Membership NeededMembership(WriteSession session)
    {
        if (Membership is not null) return Membership;
        var added = Membership.OfEarlier(session.AccountId, Person.Id, session.Actor.PersonId, session.Now);
        session.Db.Memberships.Add(added);
        return added;
    }
}

/// <summary>What the use cases of people have in common: finding somebody, and the facts that rules ask for.</summary>
internal static class PeopleOfBooks
{
    /// <summary>Null for a name that nobody of this account has; the scheduler is nobody here.</summary>
    public static async Task<KnownPerson?> FindPerson(this WriteSession session, string signInName, CancellationToken stop)
    {
        var name = signInName.Trim();
        var person = await session.Db.People.SingleOrDefaultAsync(row => row.SignInName == name && name != Person.Scheduler, stop);
        return person is null ? null : await session.Known(person, stop);
    }

    /// <summary>Null for a person of another account alone.</summary>
    public static async Task<KnownPerson?> Known(this WriteSession session, Person person, CancellationToken stop)
    {
        var membership = await session.Db.Memberships.SingleOrDefaultAsync(row => row.PersonId == person.Id, stop);
        var holdings = await session.Db.RoleHoldings.Where(row => row.PersonId == person.Id).OrderBy(row => row.Id).ToListAsync(stop);
        return membership is null && holdings.Count == 0 ? null : new KnownPerson(person, membership, holdings);
    }

    public static async Task<AccessFacts> Facts(this WriteSession session, KnownPerson known, CancellationToken stop)
    {
        var today = session.Today;
        var administrators = await (
            from held in session.Db.RoleHoldings
            where held.Role == Role.Administrator.Code && held.ValidFrom <= today && (held.ValidTo == null || held.ValidTo >= today)
            join membership in session.Db.Memberships on held.PersonId equals membership.PersonId into memberships
            from membership in memberships.DefaultIfEmpty()
            select new { held.PersonId, held.ValidTo, Membership = membership }).ToListAsync(stop);
        return new AccessFacts(
            known.Person.DisplayName, known.State, known.Holdings,
            [
                .. administrators.Select(row => new AdministratorStanding(
                    row.PersonId, Membership.StateOf(row.Membership), row.ValidTo, row.Membership?.DisabledAt)),
            ],
            session.Now, today);
    }
}
