using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using NodaTime;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Whoever played a part in a document held, on that day, a role that allows it, and the role had been given before: one that was
/// added afterwards, with an earlier date, counts for nothing. The scheduler plays its parts without a role.
/// </summary>
internal static class HeldRoles
{
    /// <summary>An open session asks for its roles again each minute: what ended at midnight may be used for as long.</summary>
    private static readonly Duration SessionAsksAgain = Duration.FromMinutes(2);

    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        var began = (await snapshot.RowOrNull<Beginning>("Checks.first-record", new { account }))?.BeganAt;
        var holdings = (await Holdings(snapshot, account)).ToLookup(holding => holding.PersonId);
        var before = 0L;
        await using var rows = await snapshot.Stream("Checks.acted-duties", new { account, scheduler = Person.Scheduler });
        while (snapshot.Next(rows))
        {
            stop.ThrowIfCancellationRequested();
            findings.Examined++;
            var act = new Act(
                (Duty)rows.GetInt32(0), rows.GetInt64(1), rows.Instant(2), rows.GetInt32(3), rows.GetInt64(4), rows.GetInt32(5));
            if (rows.GetInt32(6) == 1 && RoleDuties.PermitsScheduler(act.Duty)) continue;
            var held = holdings[act.PersonId].Where(holding => holding.Allows(act)).ToList();
            // Of the time before there were leaves of roles, the log says nothing about when one was given.
            var inLog = act.At >= began;
            if (held.Exists(holding => !inLog || holding.GivenAt <= act.At)) continue;
            if (!inLog) before++;
            else findings.Add(held.Count > 0
                ? $"The role that allows it was given only afterwards: {act}"
                : $"The person held no role that allows it: {act}");
        }

        if (before > 0)
        {
            findings.Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"Steps from before roles were in the log, by people of whom no role that allows them is known: {before}"));
        }
    }

    /// <summary>Every role, with the instant of its first leaf; null for one that has none.</summary>
    internal static async Task<IReadOnlyList<Holding>> Holdings(Snapshot snapshot, long account)
    {
        var holdings = await snapshot.Rows<Holding>("Checks.held-roles", new { account });
        if (holdings.All(holding => holding.Revision == 1)) return holdings;
        var first = (await snapshot.Rows<FirstLeaf>("Checks.held-roles-first", new { account }))
            .ToDictionary(leaf => leaf.Reference, leaf => leaf.GivenAt, StringComparer.Ordinal);
        return [.. holdings.Select(holding => holding with
        {
            GivenAt = first.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"role_holding/{holding.Id}/1"), out var given)
                ? given : null,
        })];
    }

    /// <summary>Somebody's part in a document.</summary>
    /// <param name="Kind">Of the document; -1: a payment file, -2: a reconciliation.</param>
    internal sealed record Act(Duty Duty, long PersonId, Instant At, int Kind, long DocumentId, int Sequence)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Document}{(Sequence > 0 ? $", step {Sequence}" : "")}, {Duty}, person {PersonId}");

        private string Document => Kind switch
        {
            -1 => string.Create(CultureInfo.InvariantCulture, $"payment file {DocumentId}"),
            -2 => string.Create(CultureInfo.InvariantCulture, $"reconciliation {DocumentId}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(DocumentKind)Kind} id {DocumentId}"),
        };
    }

    internal sealed record Holding(
        long Id, long PersonId, string Role, long? PartyId, LocalDate ValidFrom, LocalDate? ValidTo, long? AccessChangeId,
        long? EndedByChangeId, int Revision, Instant? GivenAt)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"role holding id {Id}, {Role}, person {PersonId}");

        public bool Allows(Act act) => RoleDuties.Permits(Role, act.Duty)
            && (IsInForce(act.At) || IsInForce(act.At - SessionAsksAgain));

        private bool IsInForce(Instant at) => at.InZone(BooksTimeZone.Taipei).Date is var day && ValidFrom <= day && !(ValidTo < day);
    }

    private sealed record FirstLeaf(string Reference, Instant GivenAt);

    private sealed record Beginning(Instant? BeganAt);
}
