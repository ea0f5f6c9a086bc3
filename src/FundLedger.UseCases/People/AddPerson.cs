using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.People;

/// <param name="Company">Public code of the company the person will act for; the role Company is requested with it. Null: none.</param>
/// <param name="Email">Where mail to the person goes; empty: nowhere.</param>
public sealed record AddPersonRequest(
    string Key, string SignInName, string DisplayName, string? Company = null, string? Email = null);

/// <param name="Link">By which the person sets a password.</param>
/// <param name="AccessChange">Code of the requested role Company; null where no company was named.</param>
public sealed record AddedPerson(IssuedLink Link, string? AccessChange)
{
    public string SignInName => Link.SignInName;

    public string DisplayName => Link.DisplayName;

    public string Token => Link.Token;
}

/// <summary>Adds a person without any role, and invites them. One administrator may: who holds no role can do nothing.</summary>
public sealed class AddPerson(AuthorizedLedger ledger, IssueInvitation invite)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ManagePeople;

    /// <summary>
    /// Refused: NotPermitted, what <see cref="PersonRules"/> refuse, PersonThereAlready, and what the request of the role Company
    /// refuses.
    /// </summary>
    public async Task<Result<AddedPerson>> Run(AddPersonRequest request, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (name, displayName) = (request.SignInName.Trim().Normalize(), request.DisplayName.Trim().Normalize());
        var content = request with { SignInName = name, DisplayName = displayName, Email = PersonRules.EmailOf(request.Email) };
        var added = await ledger.Write(
            Policy, new UseCaseRequest(request.Key, actor, new { addPerson = content }), session => Decide(session, content, stop), stop);
        if (added.IsRefused) return added.Refusal;
        return new AddedPerson(await invite(added.Value.PersonId, stop), added.Value.AccessChange);
    }

    private static async Task<Result<Added>> Decide(WriteSession session, AddPersonRequest request, CancellationToken stop)
    {
        if (PersonRules.Check(request.SignInName, request.DisplayName) is { } refusal) return refusal;
        if (PersonRules.CheckEmail(request.Email) is { } unusable) return unusable;
        // Also of another dedicated account: a link for them would open that one, too.
        if (await session.Db.People.AnyAsync(row => row.SignInName == request.SignInName, stop))
            return PersonRefusals.PersonThereAlready(request.SignInName);
        var person = await session.AddPerson(request.SignInName, request.DisplayName);
        person.ChangeEmail(request.Email);
        var membership = new Membership
        {
            DedicatedAccountId = session.AccountId,
            PersonId = person.Id,
            AddedBy = session.Actor.PersonId,
            AddedAt = session.Now,
        };
        session.Db.Memberships.Add(membership);
        session.Audit("PersonAdded", person.Id);
        if (request.Company is not { Length: > 0 } company) return new Added(person.Id, null);
        var change = await AccessChanges.Request(
            session, new KnownPerson(person, membership, []),
            new AccessChangeRequest(request.Key, request.SignInName, AccessChangeKind.GrantRole, Role.Company.Code, company), stop);
        return change.Select(code => new Added(person.Id, code.Code));
    }

    private sealed record Added(long PersonId, string? AccessChange);
}
