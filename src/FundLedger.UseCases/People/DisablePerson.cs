using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.People;

public sealed record DisablePersonRequest(string Key, string SignInName, string? Reason = null);

/// <summary>
/// Lets a person sign in no more, at once and with every session that is open. One administrator may; letting the person in again
/// needs two.
/// </summary>
public sealed class DisablePerson(AuthorizedLedger ledger, EndSessions endSessions)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ManagePeople;

    /// <summary>Refused: NotPermitted, PersonNotFound, PersonDisabled, LastAdministrator.</summary>
    public async Task<Result<PersonState>> Run(DisablePersonRequest request, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var disabled = await ledger.Write(
            Policy, new UseCaseRequest(request.Key, actor, new { disablePerson = request }),
            session => Decide(session, request, stop), stop);
        if (disabled.IsRefused) return disabled.Refusal;
        await endSessions(disabled.Value, stop);
        return PersonState.Disabled;
    }

    private static async Task<Result<long>> Decide(WriteSession session, DisablePersonRequest request, CancellationToken stop)
    {
        if (await session.FindPerson(request.SignInName, stop) is not { } known)
            return PersonRefusals.PersonNotFound(request.SignInName);
        if (known.State == PersonState.Disabled) return PersonRefusals.PersonDisabled(known.Person.DisplayName);
        var facts = await session.Facts(known, stop);
        if (AccessChangeRules.CheckOthersRemain(known.Person.Id, known.Person.DisplayName, session.Today, facts) is { } last) return last;
        known.NeededMembership(session).Disable(session.Now, session.Actor.PersonId);
        session.Audit("PersonDisabled", known.Person.Id, request.Reason ?? "");
        return known.Person.Id;
    }
}
