using FundLedger.Data.Access;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Web.Access;

/// <summary>An open link and whose it is.</summary>
internal sealed record OpenInvitation(long Id, long PersonId, string SignInName, string DisplayName);

/// <summary>
/// An invited person sets a password by the link. The link is used up together with the password; then the books are told. Where
/// that last step is lost, the person is still invited and gets another link.
/// </summary>
internal sealed class TakeUpInvitation(
    Invitations invitations, CreateSignIn createSignIn, UserManager<SignIn> signIns, AccessDb db, PeopleDirectory people,
    AcceptInvitation accept, IClock clock)
{
    /// <summary>Whose link it is. Refused: what <see cref="Invitations.Find"/> refuses, and PersonDisabled.</summary>
    public async Task<Result<OpenInvitation>> Look(string? token, CancellationToken stop)
    {
        var found = await invitations.Find(token, stop);
        if (found.IsRefused) return found.Refusal;
        var person = await people.FindPerson(found.Value.PersonId, stop)
            ?? throw new InvalidOperationException("An invitation names nobody in the books.");
        return person.State == PersonState.Disabled
            ? PersonRefusals.PersonDisabled(person.DisplayName)
            : new OpenInvitation(found.Value.Id, found.Value.PersonId, person.SignInName, person.DisplayName);
    }

    /// <summary>The sign-in with its password set. Refused besides: the password rules.</summary>
    public async Task<Result<SignIn>> Run(string? token, string password, CancellationToken stop)
    {
        if (password.Length > AccessRegistration.LongestPassword)
            return AccessRefusals.PasswordTooLong(AccessRegistration.LongestPassword);
        var open = await Look(token, stop);
        if (open.IsRefused) return open.Refusal;
        var link = open.Value;
        await using (var transaction = await db.Database.BeginTransactionAsync(stop))
        {
            var now = clock.GetCurrentInstant();
            var used = await db.Invitations.Where(row => row.Id == link.Id && row.UsedAt == null && row.ReplacedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(invitation => invitation.UsedAt, now), stop);
            // Of two who send the same link at once, one has it.
            if (used == 0) return AccessRefusals.InvitationUsed();
            if (await SetPassword(link, password) is { } refusal) return refusal;
            await transaction.CommitAsync(stop);
        }

        var actor = AcceptInvitation.Invited(link.PersonId, link.DisplayName, link.SignInName);
        var accepted = await accept.Run(RequestKeys.New(), actor, stop);
        if (accepted.IsRefused) return accepted.Refusal;
        return await signIns.FindByNameAsync(link.SignInName) is { } signIn
            ? signIn
            : throw new InvalidOperationException("The sign-in that was just made is gone.");
    }

    private async Task<Refusal?> SetPassword(OpenInvitation link, string password)
    {
        if (await signIns.FindByNameAsync(link.SignInName) is not { } existing)
            return (await createSignIn.Run(link.SignInName, link.PersonId, password)).Refusal;
        if (existing.PersonId != link.PersonId) return AccessRefusals.SignInNameTaken();
        var set = await signIns.AddPasswordAsync(existing, password);
        return set.Succeeded ? null : AccessRefusals.Of(set.Errors.First());
    }
}
