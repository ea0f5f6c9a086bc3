using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>Which draw-downs are wanted. Nothing set: all.</summary>
/// <param name="Mine">Only those that wait for the person who asks.</param>
/// <param name="Text">Part of the description, of the payer's name or of the approval's reference, or the whole code.</param>
public sealed record DrawDownFilter(DrawDownState? State = null, bool Mine = false, string? Text = null);

/// <param name="MyTurn">The person may record the approval.</param>
public sealed record DrawDownRow(
    string Code, DrawDownState State, LocalDate RequestedOn, string Payer, string Description, string Funds, Money Amount,
    string Requester, string? ApprovalReference, Instant StateSince, bool MyTurn)
{
    public bool Waits => DrawDownWorkflow.Table.WaitsFor(State) is not null;

    public int AgeInDays(LocalDate today) => Math.Max(0, Period.DaysBetween(StateSince.InTaipei(), today));

    public bool Late(LocalDate today) => DrawDownWorkflow.Table.Overdue(State, StateSince.InTaipei(), today);
}

/// <summary>One page of the list with the sum of all its pages.</summary>
public sealed record DrawDownPage(PageOf<DrawDownRow> Page, Money Sum, int Waiting);

/// <summary>Reads the list. What waits for the person comes first, then the latest.</summary>
public sealed class DrawDownList(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDrawDowns;

    public Task<Result<DrawDownPage>> Read(Actor actor, DrawDownFilter filter, int number, int size, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var rows = Narrow(Rows(db, actor), filter);
            var total = await rows.LongCountAsync(stop);
            var sum = await rows.SumAsync(row => row.DrawDown.Amount, stop);
            var waiting = await rows.CountAsync(row => row.MyTurn, stop);
            var page = Paging.Within(number, size, total);
            var matches = await rows.OrderByDescending(row => row.MyTurn).ThenByDescending(row => row.DrawDown.Id)
                .Skip((page - 1) * size).Take(size).ToListAsync(stop);
            var ids = matches.Select(row => row.DrawDown.Id).ToArray();
            var shares = (await db.Set<DrawDownShare>().Where(share => ids.Contains(share.DrawDownId)).ToListAsync(stop))
                .ToLookup(share => share.DrawDownId);
            return new DrawDownPage(
                new PageOf<DrawDownRow>([.. matches.Select(row => Row(row, shares[row.DrawDown.Id]))], page, size, total),
                new Money(sum, books.Currency), waiting);
        }, stop);

    /// <summary>Those that wait for the person.</summary>
    internal static async Task<WorkFound> Waiting(WorkQuestion question, CancellationToken stop)
    {
        var mine = Rows(question.Db, question.Actor).Where(row => row.MyTurn).Select(row => row.DrawDown);
        var first = await mine.OrderBy(row => row.StateSince).ThenBy(row => row.Id)
            .Select(row => new { row.PublicCode, row.StateSince }).FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(
                await mine.CountAsync(stop), first.StateSince.InTaipei(), await mine.SumAsync(row => row.Amount, stop),
                $"/draw-downs/{first.PublicCode}");
    }

    private static IQueryable<QueryRow> Rows(ReadingDb db, Actor actor)
    {
        var (person, allowed) = (actor.PersonId, DutyPolicies.AllowedTo(actor));
        var mine = DrawDownWorkflow.Table.Those(
            row => DrawDownWorkflow.Table.WaitsFor(row.State) is { } duty && allowed.Contains(duty));
        return
            from drawDown in db.DrawDowns
            join payer in db.Parties on drawDown.PayerPartyId equals payer.Id
            join requester in db.People on drawDown.RequestedBy equals requester.Id
            select new QueryRow
            {
                DrawDown = drawDown,
                Payer = payer.Name,
                Requester = requester.DisplayName,
                MyTurn = drawDown.RequestedBy != person && mine.Contains(drawDown.State),
            };
    }

    private static IQueryable<QueryRow> Narrow(IQueryable<QueryRow> rows, DrawDownFilter filter)
    {
        if (filter.State is { } state) rows = rows.Where(row => row.DrawDown.State == state);
        if (filter.Mine) rows = rows.Where(row => row.MyTurn);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim().Normalize();
            rows = rows.Where(row => row.DrawDown.Description.Contains(text) || row.Payer.Contains(text)
                || row.DrawDown.PublicCode == text
                || (row.DrawDown.ApprovalReference != null && row.DrawDown.ApprovalReference.Contains(text)));
        }

        return rows;
    }

    private DrawDownRow Row(QueryRow row, IEnumerable<DrawDownShare> shares) => new(
        row.DrawDown.PublicCode, row.DrawDown.State, row.DrawDown.RequestedOn, row.Payer, row.DrawDown.Description,
        string.Join(' ', shares.OrderBy(share => share.Line).Select(share => share.Fund)), new Money(row.DrawDown.Amount, books.Currency),
        row.Requester, row.DrawDown.ApprovalReference, row.DrawDown.StateSince, row.MyTurn);

    private sealed class QueryRow
    {
        public required DrawDown DrawDown { get; init; }

        public required string Payer { get; init; }

        public required string Requester { get; init; }

        public required bool MyTurn { get; init; }
    }
}
