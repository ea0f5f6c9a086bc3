using System.Globalization;
using System.Text.Json;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Whether people may sign in follows from what was done about it: the events of adding, disabling and of invitations taken up, and
/// the approved access changes that let in again or reset a sign-in. Whoever writes the membership alone is named.
/// </summary>
internal static class MembershipStates
{
    private const string Added = "PersonAdded";
    private const string Disabled = "PersonDisabled";
    private const string Accepted = "InvitationAccepted";

    /// <param name="changes">The approved access changes.</param>
    public static async Task Run(Snapshot snapshot, long account, IEnumerable<ApprovedChange> changes, Findings findings)
    {
        var memberships = (await snapshot.Rows<StoredMembership>("Checks.memberships", new { account }))
            .ToDictionary(membership => membership.PersonId);
        var events = (await snapshot.Rows<Event>("Checks.membership-events", new { account }))
            .ToLookup(occurred => (occurred.Code, PersonOf(occurred.Arguments)));
        var approved = changes.ToLookup(change => (change.Kind, change.PersonId));
        var people = memberships.Keys.Concat(events.Select(occurred => occurred.Key.Item2)).Distinct().Order().ToArray();
        findings.Examined += people.Length;
        foreach (var person in people)
        {
            var story = new Story(
                events[(Added, person)].Any(), events[(Disabled, person)].LastOrDefault(),
                approved[(AccessChangeKind.EnablePerson, person)].Max(change => change.DecidedAt),
                events[(Accepted, person)].LastOrDefault()?.RecordedAt,
                approved[(AccessChangeKind.ResetSignIn, person)].Max(change => change.DecidedAt));
            foreach (var problem in story.Problems(memberships.GetValueOrDefault(person)))
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"{problem}: person {person}"));
        }
    }

    /// <summary>Whom an event is about: its first argument. An event that says nobody is about person 0, who has no membership.</summary>
    private static long PersonOf(string arguments)
    {
        using var read = JsonDocument.Parse(arguments);
        return read.RootElement.GetArrayLength() > 0
            && long.TryParse(read.RootElement[0].GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var person) ? person : 0;
    }

    /// <summary>What was done about one person; instants of the last time, null for never.</summary>
    private sealed record Story(bool WasAdded, Event? Disabling, Instant? EnabledAt, Instant? AcceptedAt, Instant? ResetAt)
    {
        private bool MustBeDisabled => Disabling is not null && !(EnabledAt > Disabling.RecordedAt);

        /// <param name="membership">Null: the person acts without one, as people did before there were memberships.</param>
        public IEnumerable<string> Problems(StoredMembership? membership)
        {
            var disabled = membership?.DisabledAt is not null;
            if (MustBeDisabled && !disabled) yield return "The person was let in again without an approved access change";
            if (!MustBeDisabled && disabled) yield return "Nobody is known to have disabled the person";
            if (MustBeDisabled && disabled && membership?.DisabledBy != Disabling?.ActorId)
                yield return "Another person is named than the one who disabled the person";
            if (membership is null) yield break;
            if (membership.AcceptedAt is not null && !MayHaveAccepted(membership))
                yield return "The person signs in and has taken up no invitation";
            if (membership.AcceptedAt is null && AcceptedAt is not null && !(ResetAt > AcceptedAt))
                yield return "The person's sign-in was reset without an approved access change";
        }

        /// <summary>
        /// By a link since the last reset; or from the beginning, as people who were there before memberships, or in another account,
        /// and were added here by nobody.
        /// </summary>
        private bool MayHaveAccepted(StoredMembership membership) => AcceptedAt is not null
            ? !(ResetAt > AcceptedAt)
            : !WasAdded && ResetAt is null && membership.AcceptedAt == membership.AddedAt;
    }

    private sealed record StoredMembership(
        long PersonId, Instant AddedAt, Instant? AcceptedAt, Instant? DisabledAt, long? DisabledBy);

    private sealed record Event(string Code, long ActorId, string Arguments, Instant RecordedAt);
}
