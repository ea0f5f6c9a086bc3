using FundLedger.Domain;

namespace FundLedger.UseCases.Access;

/// <summary>Refusals of authorization, the same for every face.</summary>
public static class AuthorizationRefusals
{
    /// <summary>The actor holds none of the policies that the use case states.</summary>
    public static Refusal NotPermitted(string person, string policy) => new(nameof(NotPermitted), person, policy);

    /// <summary>No person has this sign-in name.</summary>
    public static Refusal ActorUnknown(string name) => new(nameof(ActorUnknown), name);

    /// <summary>The person has a link and has not set a password by it.</summary>
    public static Refusal ActorInvited(string name) => new(nameof(ActorInvited), name);
}
