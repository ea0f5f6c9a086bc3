using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Banking.Reads;

/// <summary>Which lines are wanted; amounts without regard to their direction, in minor units.</summary>
public sealed record LineFilter(
    StatementLineState? State = null, LocalDate? From = null, LocalDate? To = null, long? AmountFrom = null, long? AmountTo = null,
    string? Text = null, string? BankAccount = null);

/// <param name="Amount">Credit positive.</param>
/// <param name="MatchReason">The matcher's code and arguments as JSON.</param>
public sealed record LineRow(
    long Id, string BankAccount, LocalDate BookingDate, LocalDate ValueDate, Money Amount, string Reference, string Counterparty,
        string Description,
    StatementLineState State, string? MatchReason, EntryReference? Entry, DocumentReference? Document);

public sealed record LinePage(PageOf<LineRow> Page, Money Credits, Money Debits);

/// <summary>Reads statement lines, the newest first.</summary>
public sealed class StatementLineList(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeBank;

    public const string ByDate = "date";
    public const string ByAmount = "amount";
    public const string ByState = "state";

    public static readonly Sorting Usual = new(ByDate, Descending: true);

    public Task<Result<LinePage>> Read(
        Actor actor, LineFilter filter, Sorting sorting, int number, int size, CancellationToken stop) =>
            reader.Read(Policy, actor, async db =>
    {
        var rows = Narrow(Rows(db), filter);
        var total = await rows.LongCountAsync(stop);
        var credits = await rows.Where(row => row.Line.Amount > 0).SumAsync(row => row.Line.Amount, stop);
        var debits = await rows.Where(row => row.Line.Amount < 0).SumAsync(row => row.Line.Amount, stop);
        var page = Paging.Within(number, size, total);
        var matches = await Order(rows, sorting).Skip((page - 1) * size).Take(size).ToListAsync(stop);
        return new LinePage(new PageOf<LineRow>([.. matches.Select(Row)], page, size, total), Money(credits), Money(debits));
    }, stop);

    /// <summary>One line; null for an unknown number.</summary>
    public Task<Result<LineRow?>> Find(Actor actor, long id, CancellationToken stop) => reader.Read<LineRow?>(Policy, actor, async db =>
    {
        return await Rows(db).SingleOrDefaultAsync(row => row.Line.Id == id, stop) is { } match ? Row(match) : null;
    }, stop);

    private static IQueryable<QueryRow> Rows(ReadingDb db) =>
        from line in db.StatementLines
        join bank in db.BankAccounts on line.BankAccountId equals bank.Id
        select new QueryRow { Line = line, BankCode = bank.Code, Bank = bank.Name };

    private static IQueryable<QueryRow> Narrow(IQueryable<QueryRow> rows, LineFilter filter)
    {
        if (filter.State is { } state) rows = rows.Where(row => row.Line.State == state);
        if (filter.From is { } from) rows = rows.Where(row => row.Line.BookingDate >= from);
        if (filter.To is { } to) rows = rows.Where(row => row.Line.BookingDate <= to);
        if (filter.AmountFrom is { } least) rows = rows.Where(row => row.Line.Amount >= least || row.Line.Amount <= -least);
        if (filter.AmountTo is { } most) rows = rows.Where(row => row.Line.Amount <= most && row.Line.Amount >= -most);
        if (!string.IsNullOrEmpty(filter.BankAccount)) rows = rows.Where(row => row.BankCode == filter.BankAccount);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim().Normalize();
            rows = rows.Where(
                row => row.Line.Reference.Contains(text) || row.Line.Counterparty.Contains(text) || row.Line.Description.Contains(text));
        }

        return rows;
    }

    private static IQueryable<QueryRow> Order(IQueryable<QueryRow> rows, Sorting sorting)
    {
        var ordered = (sorting.Column, sorting.Descending) switch
        {
            (ByAmount, false) => rows.OrderBy(row => row.Line.Amount),
            (ByAmount, true) => rows.OrderByDescending(row => row.Line.Amount),
            (ByState, false) => rows.OrderBy(row => row.Line.State),
            (ByState, true) => rows.OrderByDescending(row => row.Line.State),
            (_, false) => rows.OrderBy(row => row.Line.BookingDate),
            (_, true) => rows.OrderByDescending(row => row.Line.BookingDate),
        };
        return ordered.ThenByDescending(row => row.Line.Id);
    }

    private LineRow Row(QueryRow row) => new(
        row.Line.Id, row.Bank, row.Line.BookingDate, row.Line.ValueDate, Money(row.Line.Amount), row.Line.Reference,
        row.Line.Counterparty, row.Line.Description, row.Line.State, row.Line.MatchReason,
        row.Line is { EntryFiscalYear: { } year, EntryNumber: { } entry } ? new EntryReference(year, entry) : null,
        row.Line is { MatchedKind: { } kind, MatchedId: { } document } ? new DocumentReference(kind, document) : null);

    private Money Money(long minorUnits) => new(minorUnits, books.Currency);

    private sealed class QueryRow
    {
        public required StatementLine Line { get; init; }

        public required string BankCode { get; init; }

        public required string Bank { get; init; }
    }
}
