using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Contributions;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Funds.Reads;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Contributions.Reads;

/// <summary>What a person asks of the list; null: everything.</summary>
public sealed record ContributionFilter(
    ContributionKind? Kind, ContributionState? State, string? Payer, string? Fund, int? Year, LocalDate? From, LocalDate? To, string? Text)
{
    public bool IsEmpty => this == new ContributionFilter(null, null, null, null, null, null, null, null);
}

/// <summary>A row of the list; its properties are the columns of the export.</summary>
public sealed record ContributionRow(
    string Code, ContributionKind Kind, ContributionState State, string Payer, string? BusinessNumber, bool Fictional, Money Amount,
    LocalDate PledgedOn, LocalDate? ReceivedOn, string Funds, string Description, string PaymentReference);

/// <summary>Count and sum of the filtered list, per state.</summary>
public sealed record ContributionTotal(ContributionState State, int Count, Money Amount);

/// <summary>A fund that a contribution goes into.</summary>
public sealed record ContributionFund(string Code, string NameZh, string NameEn);

/// <summary>A page of the list with the totals of all its pages.</summary>
/// <param name="Funds">Of the rows of the page, by the contribution's code.</param>
public sealed record ContributionPage(
    PageOf<ContributionRow> Page, IReadOnlyList<ContributionTotal> Totals, ILookup<string, ContributionFund> Funds);

/// <summary>What the filter of the list offers.</summary>
/// <param name="Payers">None for a person who sees the own company's contributions only.</param>
public sealed record ContributionFilters(IReadOnlyList<FundChoice> Funds, IReadOnlyList<PayerChoice> Payers);

/// <summary>The query behind the list of contributions; a company's person gets that company's.</summary>
public sealed class ContributionList(AuthorizedReader reader, ServedAccount books)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = new(Policies.SeeContributions, Policies.SeeOwnContributions);

    public static readonly Sorting Usual = new("date", Descending: true);
    public static readonly string[] Sortable = ["date", "amount", "payer", "state"];

    public Task<Result<ContributionPage>> Read(
        Actor actor, ContributionFilter filter, Sorting sorting, int number, int size, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
        {
            var filtered = Filtered(db, actor, filter);
            var totals = await Totals(filtered, stop);
            var total = totals.Sum(sum => (long)sum.Count);
            var page = Paging.Within(number, size, total);
            var (rows, funds) = await Rows(db, Sorted(filtered, sorting).Skip((page - 1) * size).Take(size), stop);
            return new ContributionPage(new PageOf<ContributionRow>(rows, page, size, total), totals, funds);
        }, stop);

    /// <summary>What the filter offers.</summary>
    public Task<Result<ContributionFilters>> Filters(Actor actor, CancellationToken stop) =>
        reader.Read(Policy, actor, async db => new ContributionFilters(
            await FundChoice.Read(db, stop), actor.May(Policies.SeeContributions) ? await PayerChoice.Read(db, stop) : []), stop);

    private async Task<IReadOnlyList<ContributionTotal>> Totals(IQueryable<PaidBy> filtered, CancellationToken stop)
    {
        var sums = await filtered.GroupBy(row => row.Contribution.State)
            .Select(group => new { State = group.Key, Count = group.Count(), Amount = group.Sum(row => row.Contribution.Amount) })
            .ToListAsync(stop);
        return [.. sums.OrderBy(sum => sum.State)
            .Select(sum => new ContributionTotal(sum.State, sum.Count, new Money(sum.Amount, books.Currency)))];
    }

    private async Task<(IReadOnlyList<ContributionRow> Rows, ILookup<string, ContributionFund> Funds)> Rows(
        ReadingDb db, IQueryable<PaidBy> page, CancellationToken stop)
    {
        var rows = await page
            .Select(row => new
            {
                row.Contribution.Id,
                row.Contribution.PublicCode,
                row.Contribution.Kind,
                row.Contribution.State,
                Payer = row.Payer.Name,
                row.Payer.UnifiedBusinessNumber,
                row.Payer.Fictional,
                row.Contribution.Amount,
                row.Contribution.PledgedOn,
                row.Contribution.ReceivedOn,
                row.Contribution.Description,
                row.Contribution.PaymentReference,
            }).ToListAsync(stop);
        var ids = rows.Select(row => row.Id).ToArray();
        var shares = await (
            from share in db.Set<ContributionShare>()
            join fund in db.Funds on share.FundId equals fund.Id
            where ids.Contains(share.ContributionId)
            orderby share.ContributionId, share.Line
            select new { share.ContributionId, Fund = new ContributionFund(fund.Code, fund.NameZh, fund.NameEn) }).ToListAsync(stop);
        var codes = rows.ToDictionary(row => row.Id, row => row.PublicCode);
        var funds = shares.ToLookup(share => codes[share.ContributionId], share => share.Fund);
        return (
        [
            .. rows.Select(row => new ContributionRow(
                row.PublicCode, row.Kind, row.State, row.Payer, row.UnifiedBusinessNumber, row.Fictional,
                new Money(row.Amount, books.Currency), row.PledgedOn, row.ReceivedOn,
                string.Join(" ", funds[row.PublicCode].Select(fund => fund.Code)), row.Description, row.PaymentReference)),
        ], funds);
    }

    private static IQueryable<PaidBy> Filtered(ReadingDb db, Actor actor, ContributionFilter filter)
    {
        var rows =
            from contribution in VisibleContributions.Of(db, actor)
            join payer in db.Parties
                on contribution.PayerPartyId equals payer.Id
            select new PaidBy { Contribution = contribution, Payer = payer };
        if (filter.Kind is { } kind) rows = rows.Where(row => row.Contribution.Kind == kind);
        if (filter.State is { } state) rows = rows.Where(row => row.Contribution.State == state);
        if (filter.Payer is { } party) rows = rows.Where(row => row.Payer.PublicCode == party);
        if (filter.Fund is { } fund)
        {
            rows = rows.Where(row => row.Contribution.Shares.Any(share =>
                db.Funds.Any(candidate => candidate.Id == share.FundId && candidate.Code == fund)));
        }

        var from = Later(filter.From, filter.Year is { } first ? new LocalDate(first, 1, 1) : null);
        var to = Earlier(filter.To, filter.Year is { } last ? new LocalDate(last, 12, 31) : null);
        if (from is { } earliest) rows = rows.Where(row => row.Contribution.PledgedOn >= earliest);
        if (to is { } latest) rows = rows.Where(row => row.Contribution.PledgedOn <= latest);
        if (filter.Text is { } text)
        {
            var reference = text.Replace(" ", "", StringComparison.Ordinal);
            rows = rows.Where(row => row.Contribution.Description.Contains(text) || row.Payer.Name.Contains(text)
                || row.Payer.UnifiedBusinessNumber == text || row.Contribution.PaymentReference == reference
                    || row.Contribution.PublicCode == text);
        }

        return rows;
    }

    private static LocalDate? Later(LocalDate? one, LocalDate? other) =>
        one is { } first && other is { } second ? LocalDate.Max(first, second) : one ?? other;

    private static LocalDate? Earlier(LocalDate? one, LocalDate? other) =>
        one is { } first && other is { } second ? LocalDate.Min(first, second) : one ?? other;

    /// <summary>The id comes last in every order, so that a row is never on two pages.</summary>
    private static IOrderedQueryable<PaidBy> Sorted(IQueryable<PaidBy> rows, Sorting sorting) => (sorting.Column, sorting.Descending) switch
    {
        ("amount", false) => rows.OrderBy(row => row.Contribution.Amount).ThenBy(row => row.Contribution.Id),
        ("amount", true) => rows.OrderByDescending(row => row.Contribution.Amount).ThenBy(row => row.Contribution.Id),
        ("payer", false) => rows.OrderBy(row => row.Payer.Name).ThenBy(row => row.Contribution.Id),
        ("payer", true) => rows.OrderByDescending(row => row.Payer.Name).ThenBy(row => row.Contribution.Id),
        ("state", false) => rows.OrderBy(row => row.Contribution.State).ThenBy(row => row.Contribution.Id),
        ("state", true) => rows.OrderByDescending(row => row.Contribution.State).ThenBy(row => row.Contribution.Id),
        ("date", false) => rows.OrderBy(row => row.Contribution.PledgedOn).ThenBy(row => row.Contribution.Id),
        _ => rows.OrderByDescending(row => row.Contribution.PledgedOn).ThenByDescending(row => row.Contribution.Id),
    };

    private sealed class PaidBy
    {
        public required Contribution Contribution { get; init; }

        public required Domain.People.Party Payer { get; init; }
    }
}
