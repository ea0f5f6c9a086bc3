using System.Collections.Frozen;

namespace FundLedger.Domain.People;

/// <summary>Through which face of the application a request comes.</summary>
public enum RequestSource
{
    Web = 1,
    CommandLine = 2,
    Job = 3,
    Api = 4,
    Demo = 5,
}

/// <summary>Who acts, with what that person may do now. Every face builds one and hands it to the use case.</summary>
/// <param name="PersonId">The person's id; the same in every dedicated account.</param>
/// <param name="Name">Display name.</param>
/// <param name="Scheduler">The scheduler itself: what it does on behalf of a person's earlier step counts as that person's.</param>
public sealed record Actor(long PersonId, string Name, bool Scheduler = false)
{
    /// <summary>Names of the policies the person's roles hold today, less those that a missing second factor withholds.</summary>
    public IReadOnlySet<string> Policies { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The company the person acts for; bounds what a company may see. Null for everybody else.</summary>
    public long? PartyId { get; init; }

    /// <summary>What the person signs in with; null where it was not looked up.</summary>
    public string? SignInName { get; init; }

    public RequestSource Source { get; init; } = RequestSource.Web;

    public bool May(string policy) => Policies.Contains(policy);
}
