using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.People;

public sealed record InvitePersonRequest(string Key, string SignInName);

/// <summary>Gives a person who has not signed in yet another link; the one before opens nothing any more.</summary>
public sealed class InvitePerson(AuthorizedLedger ledger, IssueInvitation invite)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ManagePeople;

    /// <summary>The link. Refused: NotPermitted, PersonNotFound, PersonDisabled, PersonHasSignedIn,
    /// PersonOfAnotherAccount.</summary>
    public async Task<Result<IssuedLink>> Run(InvitePersonRequest request, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var invited = await ledger.Write(
            Policy, new UseCaseRequest(request.Key, actor, new { invitePerson = request }),
            session => Decide(session, request, stop), stop);
        return invited.IsRefused ? invited.Refusal : await invite(invited.Value, stop);
    }

    private static async Task<Result<long>> Decide(WriteSession session, InvitePersonRequest request, CancellationToken stop)
    {
        if (await session.FindPerson(request.SignInName, stop) is not { } known)
            return PersonRefusals.PersonNotFound(request.SignInName);
        if (known.State == PersonState.Disabled) return PersonRefusals.PersonDisabled(known.Person.DisplayName);
        if (known.State == PersonState.Active) return PersonRefusals.PersonHasSignedIn(known.Person.DisplayName);
        if (!session.BroughtIn(known.Person)) return PersonRefusals.PersonOfAnotherAccount(known.Person.DisplayName);
        session.Audit("PersonInvited", known.Person.Id);
        return known.Person.Id;
    }
}
