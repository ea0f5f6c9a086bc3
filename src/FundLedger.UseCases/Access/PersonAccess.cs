using FundLedger.Domain.People;

namespace FundLedger.UseCases.Access;

/// <summary>What the ledger records about a person today.</summary>
/// <param name="DisplayName">Shown in the page's head and in histories.</param>
/// <param name="PartyId">The company this person acts for, where there is one.</param>
/// <param name="Roles">Codes of the roles in force today; none of a person who is disabled or invited.</param>
public sealed record PersonAccess(string DisplayName, long? PartyId, IReadOnlyList<string> Roles)
{
    public PersonState State { get; init; } = PersonState.Active;
}

/// <summary>Who a person is, before anything is asked about what they may do.</summary>
/// <param name="Email">Where mail to the person goes; null: nowhere.</param>
public sealed record PersonIdentity(string SignInName, string DisplayName, PersonState State, string? Email);

/// <summary>A new link for a person, to be handed to them and to nobody else.</summary>
/// <param name="Token">Of the link: never kept, shown or mailed once.</param>
public sealed record IssuedLink(string SignInName, string DisplayName, string? Email, string Token);

/// <summary>
/// Asks the ledger for a person; null when there is none (any more). Called at sign-in and again each minute
/// a session is in use, so that a role that ended ends in open sessions, too.
/// </summary>
public delegate Task<PersonAccess?> CurrentAccess(long personId, CancellationToken stop);

/// <summary>
/// Gives a person a new link for setting a password. Every earlier link, password, second factor and session of the person ends.
/// </summary>
public delegate Task<IssuedLink> IssueInvitation(long personId, CancellationToken stop);

/// <summary>Ends every session of a person at once, on every server.</summary>
public delegate Task EndSessions(long personId, CancellationToken stop);
