using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.People.Reads;

/// <summary>Somebody who has an invitation and has not set a password.</summary>
public sealed record InvitedPerson(string SignInName, string DisplayName, Instant AddedAt);

/// <summary>What waits for administrators.</summary>
/// <param name="ToApprove">Changes the person who asks may approve, the oldest first; at most as many as are shown.</param>
/// <param name="OthersWaiting">Changes that wait for somebody else: the person's own, and those about them.</param>
/// <param name="Administrators">How many can decide: active, with the role in force today.</param>
public sealed record WaitingForAdministrators(
    IReadOnlyList<AccessChangeRow> ToApprove, int OthersWaiting, IReadOnlyList<InvitedPerson> Invited, int Administrators);

/// <summary>Reads what waits for administrators: their first page.</summary>
public sealed class PeopleWaiting(AuthorizedReader reader, IClock clock)
{
    private const int RowsShown = 20;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ManagePeople;

    public Task<Result<WaitingForAdministrators>> Read(Actor actor, CancellationToken stop) => reader.Read(Policy, actor, async db =>
    {
        var today = clock.Today();
        var waiting = AccessChangeRows.Of(db, actor).Where(row => row.Change.State == AccessChangeState.Requested);
        var mine = await AccessChangeRows.InOrder(waiting.Where(row => row.MyTurn)).Take(RowsShown).ToListAsync(stop);
        var invited = await (
            from membership in db.Memberships
            join person in db.People on membership.PersonId equals person.Id
            where membership.DisabledAt == null && membership.AcceptedAt == null
            orderby membership.AddedAt, person.Id
            select new InvitedPerson(person.SignInName, person.DisplayName, membership.AddedAt)).Take(RowsShown).ToListAsync(stop);
        var administrators = await (
            from held in db.RoleHoldings
            where held.Role == Role.Administrator.Code && held.ValidFrom <= today && (held.ValidTo == null || held.ValidTo >= today)
                && !db.Memberships.Any(row => row.PersonId == held.PersonId && (row.DisabledAt != null || row.AcceptedAt == null))
            select held.PersonId).Distinct().CountAsync(stop);
        return new WaitingForAdministrators(
            [.. mine.Select(AccessChangeRows.Row)], await waiting.CountAsync(row => !row.MyTurn, stop), invited, administrators);
    }, stop);
}
