using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.People.Reads;

/// <summary>Which access changes are wanted. Nothing set: all.</summary>
/// <param name="Mine">Only those that the person who asks may approve.</param>
/// <param name="Text">Part of the name of the person it is about, or of the requester's.</param>
public sealed record AccessChangeFilter(
    AccessChangeState? State = null, AccessChangeKind? Kind = null, bool Mine = false, string? Text = null);

/// <param name="Decider">Who approved or rejected it; null while nobody has, and of one that nobody else decided.</param>
/// <param name="MyTurn">The person who asks may approve it.</param>
public sealed record AccessChangeRow(
    string Code, AccessChangeKind Kind, AccessChangeState State, string SignInName, string Person, string? Role, string? Company,
    LocalDate? ValidFrom, LocalDate? ValidTo, string Requester, Instant RequestedAt, string? Decider, Instant StateSince, bool MyTurn)
{
    public bool Waits => AccessChangeWorkflow.Table.WaitsFor(State) is not null;

    public int AgeInDays(LocalDate today) => Math.Max(0, Period.DaysBetween(StateSince.InTaipei(), today));

    public bool Late(LocalDate today) => AccessChangeWorkflow.Table.Overdue(State, StateSince.InTaipei(), today);
}

/// <summary>One page of the list.</summary>
/// <param name="Waiting">How many of all its pages the person who asks may approve.</param>
public sealed record AccessChangePage(PageOf<AccessChangeRow> Page, int Waiting);

/// <summary>Reads the changes of what people may do: what waits for the person first, then what waits at all, the oldest first.</summary>
public sealed class AccessChangeList(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeePeople;

    public Task<Result<AccessChangePage>> Read(
        Actor actor, AccessChangeFilter filter, int number, int size, CancellationToken stop) => reader.Read(Policy, actor, async db =>
    {
        var rows = Narrow(AccessChangeRows.Of(db, actor), filter);
        var total = await rows.LongCountAsync(stop);
        var waiting = await rows.CountAsync(row => row.MyTurn, stop);
        var page = Paging.Within(number, size, total);
        var found = await AccessChangeRows.InOrder(rows).Skip((page - 1) * size).Take(size).ToListAsync(stop);
        return new AccessChangePage(
            new PageOf<AccessChangeRow>([.. found.Select(AccessChangeRows.Row)], page, size, total), waiting);
    }, stop);

    private static IQueryable<AccessChangeRows.QueryRow> Narrow(IQueryable<AccessChangeRows.QueryRow> rows, AccessChangeFilter filter)
    {
        if (filter.State is { } state) rows = rows.Where(row => row.Change.State == state);
        if (filter.Kind is { } kind) rows = rows.Where(row => row.Change.Kind == kind);
        if (filter.Mine) rows = rows.Where(row => row.MyTurn);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim().Normalize();
            rows = rows.Where(row => row.Person.DisplayName.Contains(text) || row.Person.SignInName.Contains(text)
                || row.Requester.Contains(text) || row.Change.PublicCode == text);
        }

        return rows;
    }
}

/// <summary>The query that all reads of access changes share.</summary>
internal static class AccessChangeRows
{
    public static IQueryable<QueryRow> Of(ReadingDb db, Actor actor)
    {
        var (asking, may) = (actor.PersonId, DutyPolicies.Permits(actor, Duty.AccessApprover));
        return
            from change in db.AccessChanges
            join person in db.People on change.PersonId equals person.Id
            join requester in db.People on change.RequestedBy equals requester.Id
            select new QueryRow
            {
                Change = change,
                Person = person,
                Requester = requester.DisplayName,
                Company = db.Parties.Where(party => party.Id == change.PartyId).Select(party => party.Name).FirstOrDefault(),
                Decider = db.WorkflowDuties
                    .Where(held => held.DocumentKind == DocumentKind.AccessChange && held.DocumentId == change.Id
                        && held.Duty == Duty.AccessApprover)
                    .Join(db.People, held => held.PersonId, row => row.Id, (held, row) => row.DisplayName).FirstOrDefault(),
                MyTurn = may && change.State == AccessChangeState.Requested && change.RequestedBy != asking && change.PersonId != asking,
            };
    }

    /// <summary>What waits for the person, then what waits at all, the oldest first; what has ended with the latest first.</summary>
    public static IQueryable<QueryRow> InOrder(IQueryable<QueryRow> rows) => rows.OrderByDescending(row => row.MyTurn)
        .ThenByDescending(row => row.Change.State == AccessChangeState.Requested)
        .ThenBy(row => row.Change.State == AccessChangeState.Requested ? row.Change.Id : -row.Change.Id);

    public static AccessChangeRow Row(QueryRow row) => new(
        row.Change.PublicCode, row.Change.Kind, row.Change.State, row.Person.SignInName, row.Person.DisplayName, row.Change.Role,
        row.Company, row.Change.ValidFrom, row.Change.ValidTo, row.Requester, row.Change.RequestedAt, row.Decider, row.Change.StateSince,
        row.MyTurn);

    public sealed class QueryRow
    {
        public required AccessChange Change { get; init; }

        public required Person Person { get; init; }

        public required string Requester { get; init; }

        public required string? Company { get; init; }

        public required string? Decider { get; init; }

        public required bool MyTurn { get; init; }
    }
}
