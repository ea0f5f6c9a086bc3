using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.People;

/// <param name="Email">Empty: takes the address away.</param>
public sealed record ChangePersonEmailRequest(string Key, string SignInName, string? Email);

/// <summary>
/// Says where mail to a person goes. Only the dedicated account that brought the person into the database may: their links for signing
/// in go there.
/// </summary>
public sealed class ChangePersonEmail(AuthorizedLedger ledger)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.ManagePeople;

    /// <summary>The address as it is kept; null: none. Refused: NotPermitted, PersonEmailNotUsable, PersonNotFound,
    /// PersonOfAnotherAccount.</summary>
    public async Task<Result<string?>> Run(ChangePersonEmailRequest request, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var email = PersonRules.EmailOf(request.Email);
        var content = request with { Email = email };
        var changed = await ledger.Write(
            Policy, new UseCaseRequest(request.Key, actor, new { changePersonEmail = content }),
            session => Decide(session, content, stop), stop);
        return changed.Select(_ => email);
    }

    private static async Task<Result<long>> Decide(WriteSession session, ChangePersonEmailRequest request, CancellationToken stop)
    {
        if (PersonRules.CheckEmail(request.Email) is { } refusal) return refusal;
        if (await session.FindPerson(request.SignInName, stop) is not { } known)
            return PersonRefusals.PersonNotFound(request.SignInName);
        if (!session.BroughtIn(known.Person)) return PersonRefusals.PersonOfAnotherAccount(known.Person.DisplayName);
        known.Person.ChangeEmail(request.Email);
        // Not the address itself: it can be taken away, and an event stays.
        session.Audit("PersonEmailChanged", known.Person.Id);
        return known.Person.Id;
    }
}
