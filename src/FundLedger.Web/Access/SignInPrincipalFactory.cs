using System.Globalization;
using System.Security.Claims;
using FundLedger.Data.Access;
using FundLedger.UseCases.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FundLedger.Web.Access;

/// <summary>Builds the claims of a session from the sign-in and from the person's present roles in the ledger.</summary>
internal sealed class SignInPrincipalFactory(CurrentAccess currentAccess, IOptions<IdentityOptions> options,
    IOptions<AccessOptions> accessOptions) : IUserClaimsPrincipalFactory<SignIn>
{
    public async Task<ClaimsPrincipal> CreateAsync(SignIn user)
    {
        var names = options.Value.ClaimsIdentity;
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, SignedInPerson.NameClaim, SignedInPerson.RoleClaim);
        identity.AddClaim(new Claim(names.UserIdClaimType, user.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(names.UserNameClaimType, user.UserName!));
        identity.AddClaim(new Claim(names.SecurityStampClaimType, user.SecurityStamp!));
        identity.AddClaim(new Claim(SignedInPerson.PersonIdClaim, user.PersonId.ToString(CultureInfo.InvariantCulture)));
        // Once enrolled, no session begins without the code: enrolment itself is the proof.
        if (user.TwoFactorEnabled) identity.AddClaim(new Claim(SignedInPerson.SecondFactorClaim, "totp"));

        // A person who is no longer in the ledger keeps a session without any role: every policy refuses it.
        var access = await currentAccess(user.PersonId, CancellationToken.None);
        identity.AddClaim(new Claim(SignedInPerson.NameClaim, access?.DisplayName ?? user.UserName!));
        if (access?.PartyId is { } party)
            identity.AddClaim(new Claim(SignedInPerson.PartyIdClaim, party.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaims((access?.Roles ?? []).Select(role => new Claim(SignedInPerson.RoleClaim, role)));
        var mayMoveMoney = user.TwoFactorEnabled || !accessOptions.Value.RequireTotp;
        identity.AddClaims(
            Policies.Granted(access?.Roles ?? [], mayMoveMoney).Select(policy => new Claim(SignedInPerson.PolicyClaim, policy)));
        return new ClaimsPrincipal(identity);
    }
}
