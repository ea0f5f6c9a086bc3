using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Receipts;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Receipts.Reads;

/// <summary>What a person asks of the list; null: everything.</summary>
/// <param name="Text">Part of the donor's name, the donor's number, or the receipt's.</param>
public sealed record ReceiptFilter(
    ReceiptState? State = null, TaxClass? TaxClass = null, int? Year = null, LocalDate? From = null, LocalDate? To = null,
    string? Text = null)
{
    public bool IsEmpty => this == new ReceiptFilter();
}

/// <summary>A row of the list; its properties are the columns of the export.</summary>
public sealed record ReceiptRow(
    string Code, string Number, TaxClass TaxClass, ReceiptState State, string Donor, string? BusinessNumber, Money Amount,
    LocalDate ReceivedOn, LocalDate IssuedOn, LocalDate? VoidedOn, int Copies);

/// <summary>Count and sum of the filtered list, per state.</summary>
public sealed record ReceiptTotal(ReceiptState State, int Count, Money Amount);

/// <summary>How far a series has come.</summary>
/// <param name="Last">Its highest number.</param>
/// <param name="Missing">Numbers below it that no receipt has: none, or something is wrong.</param>
public sealed record SeriesSoFar(int FiscalYear, TaxClass TaxClass, string Last, int Issued, int Voided, long Missing);

/// <summary>A page of the list with the totals of all its pages.</summary>
/// <param name="Series">For those who see all receipts; empty for a donor.</param>
public sealed record ReceiptPage(
    PageOf<ReceiptRow> Page, IReadOnlyList<ReceiptTotal> Totals, IReadOnlyList<SeriesSoFar> Series, IReadOnlyList<int> Years);

/// <summary>The query behind the register of receipts; a donor's person gets the donor's.</summary>
public sealed class ReceiptList(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.SeeReceipts, Policies.SeeOwnReceipts);

    public static readonly Sorting Usual = new("number", Descending: true);
    public static readonly string[] Sortable = ["number", "issued", "donor", "amount", "state"];

    public Task<Result<ReceiptPage>> Read(
        Actor actor, ReceiptFilter filter, Sorting sorting, int number, int size, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var visible = VisibleReceipts.Of(db, actor);
            var filtered = Filtered(visible, filter);
            var totals = await Totals(filtered, stop);
            var total = totals.Sum(sum => (long)sum.Count);
            var page = Paging.Within(number, size, total);
            var rows = await Sorted(filtered, sorting).Skip((page - 1) * size).Take(size).ToListAsync(stop);
            return new ReceiptPage(
                new PageOf<ReceiptRow>([.. rows.Select(Row)], page, size, total), totals,
                actor.May(Policies.SeeReceipts) ? await Series(db, stop) : [],
                await visible.Select(row => row.FiscalYear).Distinct().OrderByDescending(year => year).ToListAsync(stop));
        }, stop);

    private ReceiptRow Row(Receipt row) => new(
        row.PublicCode, row.FullNumber.ToString(), row.TaxClass, row.State, row.DonorName, row.DonorBusinessNumber,
        new Money(row.Amount, books.Currency), row.ReceivedOn, row.IssuedOn, row.VoidedOn, row.CopyCount);

    private async Task<IReadOnlyList<ReceiptTotal>> Totals(IQueryable<Receipt> filtered, CancellationToken stop)
    {
        var sums = await filtered.GroupBy(row => row.State)
            .Select(group => new { State = group.Key, Count = group.Count(), Amount = group.Sum(row => row.Amount) })
            .ToListAsync(stop);
        return [.. sums.OrderBy(sum => sum.State)
            .Select(sum => new ReceiptTotal(sum.State, sum.Count, new Money(sum.Amount, books.Currency)))];
    }

    private static async Task<IReadOnlyList<SeriesSoFar>> Series(ReadingDb db, CancellationToken stop)
    {
        var series = await db.Receipts.GroupBy(row => new { row.FiscalYear, row.TaxClass })
            .Select(group => new
            {
                group.Key.FiscalYear,
                group.Key.TaxClass,
                Last = group.Max(row => row.Number),
                Count = group.Count(),
                Voided = group.Count(row => row.VoidedOn != null),
            })
            .ToListAsync(stop);
        return
        [
            .. series.OrderByDescending(row => row.FiscalYear).ThenBy(row => row.TaxClass).Select(row => new SeriesSoFar(
                row.FiscalYear, row.TaxClass, new ReceiptNumber(new ReceiptSeries(row.FiscalYear, row.TaxClass), row.Last).ToString(),
                row.Count, row.Voided, row.Last - row.Count)),
        ];
    }

    private static IQueryable<Receipt> Filtered(IQueryable<Receipt> rows, ReceiptFilter filter)
    {
        if (filter.State is { } state) rows = rows.Where(row => row.State == state);
        if (filter.TaxClass is { } taxClass) rows = rows.Where(row => row.TaxClass == taxClass);
        if (filter.Year is { } year) rows = rows.Where(row => row.FiscalYear == year);
        if (filter.From is { } from) rows = rows.Where(row => row.IssuedOn >= from);
        if (filter.To is { } to) rows = rows.Where(row => row.IssuedOn <= to);
        if (filter.Text is not { } text) return rows;
        return ReceiptNumber.Find(text) is { } number
            ? rows.Where(row => row.FiscalYear == number.Series.FiscalYear && row.TaxClass == number.Series.Class
                && row.Number == number.Number)
            : rows.Where(row => row.DonorName.Contains(text) || row.DonorBusinessNumber == text || row.PublicCode == text);
    }

    /// <summary>The number comes last in every order, so that a row is never on two pages.</summary>
    private static IOrderedQueryable<Receipt> Sorted(IQueryable<Receipt> rows, Sorting by) => (by.Column, by.Descending) switch
    {
        ("amount", false) => rows.OrderBy(row => row.Amount).ThenBy(row => row.Id),
        ("amount", true) => rows.OrderByDescending(row => row.Amount).ThenBy(row => row.Id),
        ("donor", false) => rows.OrderBy(row => row.DonorName).ThenBy(row => row.Id),
        ("donor", true) => rows.OrderByDescending(row => row.DonorName).ThenBy(row => row.Id),
        ("state", false) => rows.OrderBy(row => row.State).ThenBy(row => row.Id),
        ("state", true) => rows.OrderByDescending(row => row.State).ThenBy(row => row.Id),
        ("issued", false) => rows.OrderBy(row => row.IssuedOn).ThenBy(row => row.Id),
        ("issued", true) => rows.OrderByDescending(row => row.IssuedOn).ThenByDescending(row => row.Id),
        ("number", false) => rows.OrderBy(row => row.FiscalYear).ThenBy(row => row.TaxClass).ThenBy(row => row.Number),
        _ => rows.OrderByDescending(row => row.FiscalYear).ThenBy(row => row.TaxClass).ThenByDescending(row => row.Number),
    };
}
