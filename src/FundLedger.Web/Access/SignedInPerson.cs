using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.Web.Access;

/// <summary>The person behind a request, read from the claims that were built at sign-in.</summary>
/// <param name="PersonId">The ledger's person.</param>
/// <param name="Name">Display name.</param>
/// <param name="PartyId">The company the person acts for; bounds what a company may see.</param>
/// <param name="Roles">Role codes.</param>
public sealed record SignedInPerson(long PersonId, string Name, long? PartyId, IReadOnlyList<string> Roles)
{
    /// <summary>What the person may do now, a missing second factor taken off.</summary>
    public IReadOnlySet<string> Granted { get; private init; } = FrozenSet<string>.Empty;

    internal const string PolicyClaim = "policy";
    internal const string PersonIdClaim = "person_id";
    internal const string NameClaim = "name";
    internal const string PartyIdClaim = "party_id";
    internal const string RoleClaim = "role";
    internal const string SecondFactorClaim = "second_factor";
    internal const string SignInNameClaim = "sign_in_name";

    /// <summary>The signed-in person, or null for an anonymous request.</summary>
    public static SignedInPerson? Find(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.FindFirstValue(PersonIdClaim) is { } id
            ? new SignedInPerson(
                long.Parse(id, CultureInfo.InvariantCulture),
                user.FindFirstValue(NameClaim) ?? "",
                user.FindFirstValue(PartyIdClaim) is { } party ? long.Parse(party, CultureInfo.InvariantCulture) : null,
                [.. user.FindAll(RoleClaim).Select(claim => claim.Value)])
            {
                Granted = user.FindAll(PolicyClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal),
            }
            : null;
    }

    /// <summary>The signed-in person; asking on a page that lets anonymous requests in is a bug.</summary>
    public static SignedInPerson Of(ClaimsPrincipal user) =>
        Find(user) ?? throw new InvalidOperationException("Nobody is signed in: the page needs a policy.");

    /// <summary>Whether any of the person's roles holds the policy, leaving the second factor aside.</summary>
    public bool Holds(string policy) => Roles.Any(role => Policies.Of(role).Contains(policy));

    /// <summary>The person as the one who acts in a write.</summary>
    public Actor ToActor() => new(PersonId, Name) { Policies = Granted, PartyId = PartyId, Source = RequestSource.Web };

    internal bool NeedsSecondFactor => Policies.All.Any(policy => policy.NeedsSecondFactor && Holds(policy.Name));
}
