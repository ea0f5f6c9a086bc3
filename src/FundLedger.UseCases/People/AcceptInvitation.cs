using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.People;

/// <summary>Records that an invited person has set a password; from then on their roles count.</summary>
public sealed class AcceptInvitation(AuthorizedLedger ledger)
{
    /// <summary>Who may: the invited person, by the link.</summary>
    public static AnyOf Policy { get; } = Policies.SignedIn;

    /// <summary>Refused: PersonNotFound, PersonDisabled.</summary>
    /// <param name="person">As <see cref="Invited"/> gives it.</param>
    public Task<Result<PersonState>> Run(string key, Actor person, CancellationToken stop) => ledger.Write(
        Policy, new UseCaseRequest(key, person, new { acceptInvitation = person.PersonId }), session => Decide(session, stop), stop);

    /// <summary>A person who acts for nothing but their own invitation.</summary>
    public static Actor Invited(long personId, string displayName, string signInName) => new(personId, displayName)
    {
        Policies = new HashSet<string>(StringComparer.Ordinal) { Policies.SignedIn },
        SignInName = signInName,
    };

    private static async Task<Result<PersonState>> Decide(WriteSession session, CancellationToken stop)
    {
        var membership = await session.Db.Memberships.SingleOrDefaultAsync(row => row.PersonId == session.Actor.PersonId, stop);
        if (membership is null) return PersonRefusals.PersonNotFound(session.Actor.SignInName ?? session.Actor.Name);
        if (membership.State == PersonState.Disabled) return PersonRefusals.PersonDisabled(session.Actor.Name);
        membership.Accept(session.Now);
        session.Audit("InvitationAccepted", session.Actor.PersonId);
        return membership.State;
    }
}
