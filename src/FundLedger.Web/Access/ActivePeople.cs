using FundLedger.Data.Access;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.AspNetCore.Identity;

namespace FundLedger.Web.Access;

/// <summary>Nobody begins a session whom the books call disabled or still invited, whatever password is right.</summary>
internal sealed class ActivePeople(CurrentAccess currentAccess) : IUserConfirmation<SignIn>
{
    public async Task<bool> IsConfirmedAsync(UserManager<SignIn> manager, SignIn user) =>
        await currentAccess(user.PersonId, CancellationToken.None) is null or { State: PersonState.Active };
}
