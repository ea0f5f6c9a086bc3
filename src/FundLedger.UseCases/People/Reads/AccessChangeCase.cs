using FundLedger.Data;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Workflow.Reads;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.People.Reads;

/// <summary>Everything that belongs to one access change, for the administrator who has to decide on it.</summary>
/// <param name="Email">Where a new link of the person would be mailed to; null: nowhere.</param>
/// <param name="Beside">The other roles of the person in force now or later.</param>
public sealed record AccessChangeStory(
    AccessChange Change, AccessChangeRow Row, PersonState PersonState, string? Email, IReadOnlyList<HeldRole> Beside,
    IReadOnlyList<StepTaken> Steps);

/// <summary>Reads one access change.</summary>
public sealed class AccessChangeCase(AuthorizedReader reader, NodaTime.IClock clock)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeePeople;

    /// <summary>Null for an unknown code.</summary>
    public Task<Result<AccessChangeStory?>> Read(Actor actor, string code, CancellationToken stop) =>
        reader.Read<AccessChangeStory?>(Policy, actor, async db =>
        {
            var found = await AccessChangeRows.Of(db, actor).SingleOrDefaultAsync(row => row.Change.PublicCode == code, stop);
            if (found is null) return null;
            var (change, today) = (found.Change, clock.Today());
            change.Remember(await db.HistoryOf(change).Read(stop));
            var membership = await db.Memberships.SingleOrDefaultAsync(row => row.PersonId == change.PersonId, stop);
            var email = await db.People.Where(row => row.Id == change.PersonId).Select(row => row.Email).SingleAsync(stop);
            var roles = (await HeldRoles.Read(db, [change.PersonId], today, stop))[change.PersonId];
            return new AccessChangeStory(
                change, AccessChangeRows.Row(found), Membership.StateOf(membership), email,
                [.. roles.Where(role => !(role.ValidTo < today))], await StepsTaken.Read(db, change, stop));
        }, stop);
}
