using System.Globalization;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Every role was given at the account's set-up or by an approved access change, and ended by one or by itself; every change was
/// approved by a second person, but for the appointment of the second administrator. Whether people may sign in is
/// <see cref="MembershipStates"/>'s part of the same check.
/// </summary>
internal static class RoleChanges
{
    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        var inForce = (await snapshot.RowOrNull<Beginning>("Checks.role-changes-in-force", new { account }))?.InForceAt;
        if (inForce is null) findings.Tell("The set-up of the people has not ended: roles are given without access changes.");
        var changes = (await snapshot.Rows<ApprovedChange>("Checks.role-changes", new { account })).ToDictionary(change => change.Id);
        var holdings = await HeldRoles.Holdings(snapshot, account);
        findings.Examined = holdings.Count + changes.Count;
        foreach (var holding in holdings)
        {
            stop.ThrowIfCancellationRequested();
            var given = holding.AccessChangeId is { } id ? changes.GetValueOrDefault(id) : null;
            if (Given(holding, given, inForce) is { } problem) findings.Add($"{problem}: {holding}");
            if (Ended(holding, given, changes) is { } early) findings.Add($"{early}: {holding}");
        }

        var used = holdings.Select(holding => holding.AccessChangeId).OfType<long>().ToHashSet();
        foreach (var change in changes.Values)
        {
            if (change.Kind == AccessChangeKind.GrantRole && !used.Contains(change.Id))
                findings.Add($"The approved access change gave no role: {change}");
            if (change.Approvers == 0 && !change.IsAppointment) findings.Add($"Nobody else approved the access change: {change}");
        }

        await MembershipStates.Run(snapshot, account, changes.Values, findings);
    }

    private static string? Given(HeldRoles.Holding holding, ApprovedChange? given, Instant? inForce)
    {
        if (holding.AccessChangeId is null)
            return inForce is null || holding.GivenAt < inForce ? null : "The role was given without an access change";
        return given is { Kind: AccessChangeKind.GrantRole } && given.PersonId == holding.PersonId && given.Role == holding.Role
            && given.PartyId == holding.PartyId && given.ValidFrom == holding.ValidFrom
            ? null
            : "No approved access change gives this role";
    }

    private static string? Ended(HeldRoles.Holding holding, ApprovedChange? given, Dictionary<long, ApprovedChange> changes)
    {
        if (holding.EndedByChangeId is { } id)
        {
            return changes.GetValueOrDefault(id) is { Kind: AccessChangeKind.EndRole } end && end.RoleHoldingId == holding.Id
                && holding.ValidTo >= end.ValidTo ? null : "No approved access change ends this role";
        }

        return given is not null && given.ValidTo != holding.ValidTo ? "The role ends on another day than was approved" : null;
    }

    private sealed record Beginning(Instant? InForceAt);
}

/// <summary>An access change that took effect.</summary>
/// <param name="DecidedAt">Of the leaf of its last state; null where it has none.</param>
internal sealed record ApprovedChange(
    long Id, AccessChangeKind Kind, long PersonId, string? Role, long? PartyId, long? RoleHoldingId, LocalDate? ValidFrom,
    LocalDate? ValidTo, Instant? DecidedAt, long Approvers)
{
    /// <summary>What the only administrator may do alone.</summary>
    public bool IsAppointment => Kind == AccessChangeKind.GrantRole && Role == Domain.People.Role.Administrator.Code;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"access change id {Id}, {Kind} {Role}, person {PersonId}");
}
