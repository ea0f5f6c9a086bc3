using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Vouchers;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Vouchers.Reads;

/// <summary>Which manual vouchers are wanted. Nothing set: all.</summary>
/// <param name="From">First booking date.</param>
/// <param name="To">Last booking date.</param>
/// <param name="Mine">Only those that wait for the person who asks.</param>
/// <param name="Text">Part of the description or of the preparer's name, or the whole code.</param>
public sealed record ManualVoucherFilter(
    ManualVoucherState? State = null, LocalDate? From = null, LocalDate? To = null, bool Mine = false, string? Text = null);

/// <param name="Decider">Who approved or rejected it; null while nobody has.</param>
/// <param name="MyTurn">The person may approve it.</param>
public sealed record ManualVoucherRow(
    string Code, ManualVoucherPurpose Purpose, ManualVoucherState State, LocalDate BookingDate, string Description,
    IReadOnlyList<string> Accounts, IReadOnlyList<string> Funds, Money Amount, LocalDate PreparedOn, string Preparer, string? Decider,
    EntryReference? Entry, Instant StateSince, bool MyTurn)
{
    public bool Waits => ManualVoucherWorkflow.Table.WaitsFor(State) is not null;

    public int AgeInDays(LocalDate today) => Math.Max(0, Period.DaysBetween(StateSince.InTaipei(), today));

    public bool Late(LocalDate today) => ManualVoucherWorkflow.Table.Overdue(State, StateSince.InTaipei(), today);
}

/// <summary>One page of the list with the sum of all its pages.</summary>
public sealed record ManualVoucherPage(PageOf<ManualVoucherRow> Page, Money Sum, int Waiting);

/// <summary>Reads the list. What waits for the person comes first, then what waits at all, the oldest first.</summary>
public sealed class ManualVoucherList(AuthorizedReader reader, ServedAccount books)
{
    public const string ByAge = "age";
    public const string ByAmount = "amount";
    public const string ByDate = "date";

    public static readonly Sorting Usual = new(ByAge, Descending: true);

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeJournal;

    public Task<Result<ManualVoucherPage>> Read(
        Actor actor, ManualVoucherFilter filter, Sorting sorting, int number, int size,
        CancellationToken stop) => reader.Read(Policy, actor, async db =>
    {
        var rows = Narrow(Rows(db, actor), filter);
        var total = await rows.LongCountAsync(stop);
        var sum = await rows.SumAsync(row => row.Voucher.Amount, stop);
        var waiting = await rows.CountAsync(row => row.MyTurn, stop);
        var page = Paging.Within(number, size, total);
        var matches = await Order(rows, sorting).Skip((page - 1) * size).Take(size).ToListAsync(stop);
        var lines = await Lines(db, [.. matches.Select(row => row.Voucher.Id)], stop);
        return new ManualVoucherPage(
            new PageOf<ManualVoucherRow>([.. matches.Select(row => Row(row, lines[row.Voucher.Id]))], page, size, total),
            new Money(sum, books.Currency), waiting);
    }, stop);

    /// <summary>Those that wait for the person.</summary>
    internal static async Task<WorkFound> Waiting(WorkQuestion question, CancellationToken stop)
    {
        var mine = Rows(question.Db, question.Actor).Where(row => row.MyTurn).Select(row => row.Voucher);
        var first = await mine.OrderBy(row => row.StateSince).ThenBy(row => row.Id)
            .Select(row => new { row.PublicCode, row.StateSince }).FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(
                await mine.CountAsync(stop), first.StateSince.InTaipei(), await mine.SumAsync(row => row.Amount, stop),
                $"/vouchers/{first.PublicCode}");
    }

    private static async Task<ILookup<long, ManualVoucherLine>> Lines(ReadingDb db, long[] vouchers, CancellationToken stop) =>
        (await db.Set<ManualVoucherLine>().Where(line => vouchers.Contains(line.VoucherId)).ToListAsync(stop))
            .ToLookup(line => line.VoucherId);

    private static IQueryable<QueryRow> Rows(ReadingDb db, Actor actor)
    {
        var (person, allowed) = (actor.PersonId, DutyPolicies.AllowedTo(actor));
        var mine = ManualVoucherWorkflow.Table.Those(
            row => ManualVoucherWorkflow.Table.WaitsFor(row.State) is { } duty && allowed.Contains(duty));
        return
            from voucher in db.ManualVouchers
            join preparer in db.People on voucher.PreparedBy equals preparer.Id
            select new QueryRow
            {
                Voucher = voucher,
                Preparer = preparer.DisplayName,
                Decider = db.WorkflowDuties
                    .Where(held => held.DocumentKind == DocumentKind.ManualVoucher && held.DocumentId == voucher.Id
                        && held.Duty == Duty.VoucherApprover)
                    .Join(db.People, held => held.PersonId, row => row.Id, (held, row) => row.DisplayName).FirstOrDefault(),
                MyTurn = voucher.PreparedBy != person && mine.Contains(voucher.State),
            };
    }

    private static IQueryable<QueryRow> Narrow(IQueryable<QueryRow> rows, ManualVoucherFilter filter)
    {
        if (filter.State is { } state) rows = rows.Where(row => row.Voucher.State == state);
        if (filter.From is { } from) rows = rows.Where(row => row.Voucher.BookingDate >= from);
        if (filter.To is { } to) rows = rows.Where(row => row.Voucher.BookingDate <= to);
        if (filter.Mine) rows = rows.Where(row => row.MyTurn);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim().Normalize();
            rows = rows.Where(row =>
                row.Voucher.Description.Contains(text) || row.Preparer.Contains(text) || row.Voucher.PublicCode == text);
        }

        return rows;
    }

    private static IQueryable<QueryRow> Order(IQueryable<QueryRow> rows, Sorting sorting)
    {
        var first = rows.OrderByDescending(row => row.MyTurn);
        var ended = ManualVoucherWorkflow.Table.Those(row => ManualVoucherWorkflow.Table.IsEnded(row.State));
        var open = first.ThenBy(row => ended.Contains(row.Voucher.State));
        var ordered = (sorting.Column, sorting.Descending) switch
        {
            (ByAmount, false) => first.ThenBy(row => row.Voucher.Amount),
            (ByAmount, true) => first.ThenByDescending(row => row.Voucher.Amount),
            (ByDate, false) => first.ThenBy(row => row.Voucher.BookingDate),
            (ByDate, true) => first.ThenByDescending(row => row.Voucher.BookingDate),
            // What waits by its age, and what has ended the other way round: the latest is what is asked for.
            (_, false) => open.ThenByDescending(row => ended.Contains(row.Voucher.State) ? -row.Voucher.Id : row.Voucher.Id),
            (_, true) => open.ThenBy(row => ended.Contains(row.Voucher.State) ? -row.Voucher.Id : row.Voucher.Id),
        };
        return ordered.ThenBy(row => row.Voucher.Id);
    }

    private ManualVoucherRow Row(QueryRow row, IEnumerable<ManualVoucherLine> lines) => new(
        row.Voucher.PublicCode, row.Voucher.Purpose, row.Voucher.State, row.Voucher.BookingDate, row.Voucher.Description,
        [.. lines.Select(line => line.Account).Distinct().Order(StringComparer.Ordinal)],
        [.. lines.Select(line => line.Fund).Distinct().Order(StringComparer.Ordinal)],
        new Money(row.Voucher.Amount, books.Currency), row.Voucher.PreparedOn, row.Preparer, row.Decider, row.Voucher.Entry,
        row.Voucher.StateSince, row.MyTurn);

    private sealed class QueryRow
    {
        public required ManualVoucher Voucher { get; init; }

        public required string Preparer { get; init; }

        public required string? Decider { get; init; }

        public required bool MyTurn { get; init; }
    }
}
