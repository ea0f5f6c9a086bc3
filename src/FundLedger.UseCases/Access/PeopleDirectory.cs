using FundLedger.Data.Reading;
using FundLedger.Data.Writing;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Access;

/// <summary>Who people are and what they may do today in one dedicated account, read from the ledger.</summary>
public sealed class PeopleDirectory(BooksReader reader, IClock clock)
{
    /// <summary>
    /// The person with the roles in force today, none of one who is disabled or invited; null when there is none with this id.
    /// </summary>
    public async Task<PersonAccess?> Find(long personId, CancellationToken stop)
    {
        await using var db = reader.Open();
        var person = await db.People.SingleOrDefaultAsync(row => row.Id == personId, stop);
        if (person is null) return null;
        var state = Membership.StateOf(await db.Memberships.SingleOrDefaultAsync(row => row.PersonId == personId, stop));
        if (state != PersonState.Active) return new PersonAccess(person.DisplayName, null, []) { State = state };
        var today = clock.Today();
        var holdings = await db.RoleHoldings
            .Where(holding => holding.PersonId == personId
                && holding.ValidFrom <= today && (holding.ValidTo == null || holding.ValidTo >= today))
            .ToListAsync(stop);
        return new PersonAccess(
            person.DisplayName, holdings.Select(holding => holding.PartyId).FirstOrDefault(party => party is not null),
            holdings.Select(holding => holding.Role).Distinct().ToArray());
    }

    /// <summary>Who a person is and whether they may sign in; null when there is none with this id.</summary>
    public async Task<PersonIdentity?> FindPerson(long personId, CancellationToken stop)
    {
        await using var db = reader.Open();
        var person = await db.People.SingleOrDefaultAsync(row => row.Id == personId, stop);
        if (person is null) return null;
        var state = Membership.StateOf(await db.Memberships.SingleOrDefaultAsync(row => row.PersonId == personId, stop));
        return new PersonIdentity(person.SignInName, person.DisplayName, state, person.Email);
    }

    /// <summary>
    /// A person by sign-in name, with what the roles of today allow; null when there is none. The scheduler holds what the
    /// jobs need and no role.
    /// </summary>
    public async Task<Actor?> FindActor(string signInName, RequestSource source, CancellationToken stop)
    {
        await using var db = reader.Open();
        var person = await db.People.SingleOrDefaultAsync(row => row.SignInName == signInName, stop);
        if (person is null) return null;
        if (person.SignInName == AccountSetup.SchedulerName)
        {
            return new Actor(person.Id, person.DisplayName, Scheduler: true) { Policies = Policies.OfScheduler, Source = source };
        }

        var access = await Find(person.Id, stop);
        return new Actor(person.Id, person.DisplayName)
        {
            Policies = Policies.Granted(access?.Roles ?? [], mayMoveMoney: true),
            PartyId = access?.PartyId,
            SignInName = person.SignInName,
            Source = source,
        };
    }
}
