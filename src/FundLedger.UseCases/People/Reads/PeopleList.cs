using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.People.Reads;

/// <summary>Which people are wanted. Nothing set: all of the dedicated account.</summary>
/// <param name="Role">Code of a role in force today.</param>
/// <param name="Text">Part of the display name or of the sign-in name.</param>
public sealed record PeopleFilter(PersonState? State = null, string? Role = null, string? Text = null);

/// <summary>A role as shown beside a person.</summary>
/// <param name="InForce">Today.</param>
public sealed record HeldRole(long Id, string Role, LocalDate ValidFrom, LocalDate? ValidTo, string? Company, bool InForce);

/// <param name="Roles">In force today or later.</param>
public sealed record PersonRow(string SignInName, string DisplayName, PersonState State, Instant? AddedAt, IReadOnlyList<HeldRole> Roles);

/// <summary>Reads who belongs to the dedicated account: everybody who was added to it or ever held a role in it.</summary>
public sealed class PeopleList(AuthorizedReader reader, IClock clock)
{
    public const string ByName = "name";
    public const string BySignInName = "sign-in-name";

    public static readonly Sorting Usual = new(BySignInName, Descending: false);

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeePeople;

    public Task<Result<PageOf<PersonRow>>> Read(
        Actor actor, PeopleFilter filter, Sorting sorting, int number, int size,
        CancellationToken stop) => reader.Read(Policy, actor, async db =>
    {
        var today = clock.Today();
        var rows = Narrow(db, Rows(db), filter, today);
        var total = await rows.LongCountAsync(stop);
        var page = Paging.Within(number, size, total);
        var people = await Order(rows, sorting).Skip((page - 1) * size).Take(size).ToListAsync(stop);
        var roles = await HeldRoles.Read(db, [.. people.Select(row => row.Person.Id)], today, stop);
        return new PageOf<PersonRow>(
            [
                .. people.Select(row => new PersonRow(
                    row.Person.SignInName, row.Person.DisplayName, Membership.StateOf(row.Membership), row.Membership?.AddedAt,
                    [.. roles[row.Person.Id].Where(role => !(role.ValidTo < today))])),
            ],
            page, size, total);
    }, stop);

    private static IQueryable<QueryRow> Rows(ReadingDb db) =>
        from person in db.People
        join membership in db.Memberships on person.Id equals membership.PersonId into memberships
        from membership in memberships.DefaultIfEmpty()
        where person.SignInName != Person.Scheduler
            && (membership != null || db.RoleHoldings.Any(held => held.PersonId == person.Id))
        select new QueryRow { Person = person, Membership = membership };

    private static IQueryable<QueryRow> Narrow(ReadingDb db, IQueryable<QueryRow> rows, PeopleFilter filter, LocalDate today)
    {
        rows = filter.State switch
        {
            PersonState.Disabled => rows.Where(row => row.Membership != null && row.Membership.DisabledAt != null),
            PersonState.Invited => rows.Where(row =>
                row.Membership != null && row.Membership.DisabledAt == null && row.Membership.AcceptedAt == null),
            PersonState.Active => rows.Where(row =>
                row.Membership == null || (row.Membership.DisabledAt == null && row.Membership.AcceptedAt != null)),
            _ => rows,
        };
        if (!string.IsNullOrEmpty(filter.Role))
        {
            rows = rows.Where(row => db.RoleHoldings.Any(held => held.PersonId == row.Person.Id && held.Role == filter.Role
                && held.ValidFrom <= today && (held.ValidTo == null || held.ValidTo >= today)));
        }

        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim().Normalize();
            rows = rows.Where(row => row.Person.DisplayName.Contains(text) || row.Person.SignInName.Contains(text));
        }

        return rows;
    }

    private static IQueryable<QueryRow> Order(IQueryable<QueryRow> rows, Sorting sorting) => (sorting.Column, sorting.Descending) switch
    {
        (ByName, false) => rows.OrderBy(row => row.Person.DisplayName).ThenBy(row => row.Person.Id),
        (ByName, true) => rows.OrderByDescending(row => row.Person.DisplayName).ThenByDescending(row => row.Person.Id),
        (_, false) => rows.OrderBy(row => row.Person.SignInName),
        (_, true) => rows.OrderByDescending(row => row.Person.SignInName),
    };

    private sealed class QueryRow
    {
        public required Person Person { get; init; }

        public required Membership? Membership { get; init; }
    }
}

internal static class HeldRoles
{
    /// <summary>Every role of these people, the earliest first.</summary>
    public static async Task<ILookup<long, HeldRole>> Read(ReadingDb db, long[] people, LocalDate today, CancellationToken stop)
    {
        var rows = await (
            from held in db.RoleHoldings
            where people.Contains(held.PersonId)
            orderby held.ValidFrom, held.Id
            select new
            {
                held,
                Company = db.Parties.Where(party => party.Id == held.PartyId).Select(party => party.Name).FirstOrDefault(),
            }).ToListAsync(stop);
        return rows.ToLookup(row => row.held.PersonId, row => new HeldRole(
            row.held.Id, row.held.Role, row.held.ValidFrom, row.held.ValidTo, row.Company, row.held.IsInForce(today)));
    }
}
