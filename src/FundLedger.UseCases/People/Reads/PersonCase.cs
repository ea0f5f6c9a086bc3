using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.People.Reads;

/// <summary>What the books say about one person of the dedicated account.</summary>
/// <param name="Email">Where mail to the person goes; null: nowhere.</param>
/// <param name="AddedBy">Null for a person from before memberships.</param>
/// <param name="Roles">All, also those that have ended.</param>
/// <param name="Changes">The newest first.</param>
public sealed record PersonStory(
    long Id, string SignInName, string DisplayName, string? Email, PersonState State, string? AddedBy, Instant? AddedAt,
    Instant? AcceptedAt, string? DisabledBy, Instant? DisabledAt, IReadOnlyList<HeldRole> Roles, IReadOnlyList<AccessChangeRow> Changes);

/// <summary>Reads one person.</summary>
public sealed class PersonCase(AuthorizedReader reader, IClock clock)
{
    /// <summary>Changes shown beside a person; all of them are in the list.</summary>
    private const int ChangesShown = 50;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeePeople;

    /// <summary>Null for a name that nobody of this account has.</summary>
    public Task<Result<PersonStory?>> Read(Actor actor, string signInName, CancellationToken stop) =>
        reader.Read<PersonStory?>(Policy, actor, async db =>
        {
            var person = await db.People.SingleOrDefaultAsync(
                row => row.SignInName == signInName && row.SignInName != Person.Scheduler, stop);
            if (person is null) return null;
            var membership = await db.Memberships.SingleOrDefaultAsync(row => row.PersonId == person.Id, stop);
            var roles = (await HeldRoles.Read(db, [person.Id], clock.Today(), stop))[person.Id].ToList();
            if (membership is null && roles.Count == 0) return null;
            var known = new[] { membership?.AddedBy, membership?.DisabledBy }.OfType<long>().ToArray();
            var names = await db.People.Where(row => known.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, stop);
            var changes = await AccessChangeRows.Of(db, actor).Where(row => row.Change.PersonId == person.Id)
                .OrderByDescending(row => row.Change.Id).Take(ChangesShown).ToListAsync(stop);
            return new PersonStory(
                person.Id, person.SignInName, person.DisplayName, person.Email, Membership.StateOf(membership), Name(membership?.AddedBy),
                membership?.AddedAt, membership?.AcceptedAt, Name(membership?.DisabledBy), membership?.DisabledAt, roles,
                [.. changes.Select(AccessChangeRows.Row)]);

            string? Name(long? id) => id is { } found ? names.GetValueOrDefault(found) : null;
        }, stop);
}
