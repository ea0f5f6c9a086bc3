namespace FundLedger.UseCases.Access;

/// <summary>What the ledger records about a person today.</summary>
/// <param name="DisplayName">Shown in the page's head and in histories.</param>
/// <param name="PartyId">The company this person acts for, where there is one.</param>
/// <param name="Roles">Codes of the roles in force today.</param>
public sealed record PersonAccess(string DisplayName, long? PartyId, IReadOnlyList<string> Roles);

/// <summary>
/// Asks the ledger for a person; null when there is none (any more). Called at sign-in and again each minute
/// a session is in use, so that a role that ended ends in open sessions, too.
/// </summary>
public delegate Task<PersonAccess?> CurrentAccess(long personId, CancellationToken stop);
