using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Returns.Reads;

public sealed record ReturnFilter(
    ExpectedReturnState? State = null, bool Overdue = false, string? Venture = null, string? Agreement = null);

/// <summary>An expected return. Revenue and amount are null until a report is accepted.</summary>
public sealed record ReturnRow(
    string Code, string Venture, string Payer, LocalDate PeriodFrom, LocalDate PeriodTo, LocalDate DueOn, ExpectedReturnState State,
    Money? Revenue, Money? Amount, LocalDate? ReceivedOn, string PaymentReference)
{
    /// <summary>Days since the due date; zero when it is not past or nothing is owed any more.</summary>
    public int DaysLate(LocalDate today) => State == ExpectedReturnState.Received ? 0 : Math.Max(0, Period.DaysBetween(DueOn, today));

    /// <summary>The ageing column of an unpaid amount; null for a row that owes nothing known.</summary>
    public int? Bucket(LocalDate today) => State == ExpectedReturnState.Due ? Ageing.Bucket(DaysLate(today)) : null;
}

/// <summary>What is due and unpaid, by how long it is overdue.</summary>
public static class Ageing
{
    /// <summary>Upper ends of all columns but the last, in days after the due date.</summary>
    public static IReadOnlyList<int> Ends { get; } = [0, 30, 60, 90];

    public static int Columns => Ends.Count + 1;

    public static int Bucket(int daysLate) => Ends.Count(end => daysLate > end);
}

/// <param name="Ageing">Sum of each ageing column over all pages.</param>
public sealed record ReturnPage(PageOf<ReturnRow> Page, IReadOnlyList<Money> Ageing, Money Received, int AwaitingReport);

public sealed record AgreementRow(
    string Code, string Venture, string Payer, string DisbursementCode, Money Disbursed, int ShareBasisPoints, int PeriodMonths,
    LocalDate StartsOn, LocalDate EndsOn, string FundZh, string FundEn, Money CameBack, Money Owed);

/// <summary>A venture that owes returns, as a choice of the list's filter.</summary>
public sealed record VentureWithAgreement(string Code, string Name);

/// <summary>Reads agreements and what they are expected to bring back.</summary>
public sealed class ReturnList(AuthorizedReader reader, ServedAccount books, IClock clock)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeReturns;

    /// <summary>The list's own order: what is still to come first, then the newest.</summary>
    public const string ByNeed = "need";
    public const string ByDue = "due";
    public const string ByVenture = "venture";
    public const string ByState = "state";

    public static readonly Sorting Usual = new(ByNeed, Descending: false);

    public Task<Result<ReturnPage>> Read(
        Actor actor, ReturnFilter filter, Sorting sorting, int number, int size, CancellationToken stop) =>
            reader.Read(Policy, actor, async db =>
    {
        var rows = Narrow(Rows(db), filter);
        var total = await rows.LongCountAsync(stop);
        var unpaid = await rows.Where(row => row.Expected.State == ExpectedReturnState.Due)
            .Select(row => new { row.Expected.DueOn, row.Expected.Amount }).ToListAsync(stop);
        var received = await rows.Where(row => row.Expected.State == ExpectedReturnState.Received)
            .SumAsync(row => row.Expected.Amount ?? 0, stop);
        var awaiting = await rows.CountAsync(row => row.Expected.State == ExpectedReturnState.AwaitingReport, stop);
        var page = Paging.Within(number, size, total);
        var matches = await Order(rows, sorting).Skip((page - 1) * size).Take(size).ToListAsync(stop);
        var today = clock.Today();
        var ageing = Enumerable.Range(0, Ageing.Columns).Select(column => Money(
            unpaid.Where(row => Ageing.Bucket(Math.Max(0, Period.DaysBetween(row.DueOn, today))) == column).Sum(row => row.Amount ?? 0)))
                .ToArray();
        return new ReturnPage(new PageOf<ReturnRow>([.. matches.Select(Row)], page, size, total), ageing, Money(received), awaiting);
    }, stop);

    public Task<Result<IReadOnlyList<AgreementRow>>> Agreements(
        Actor actor, string? code, CancellationToken stop) => reader.Read<IReadOnlyList<AgreementRow>>(Policy, actor, async db =>
    {
        var rows = await (
            from agreement in db.ReturnAgreements
            join venture in db.Ventures on agreement.VentureId equals venture.Id
            join payer in db.Parties on agreement.PayerPartyId equals payer.Id
            join disbursement in db.Disbursements on agreement.DisbursementId equals disbursement.Id
            join fund in db.Funds on agreement.ReturnFundId equals fund.Id
            where code == null || agreement.PublicCode == code
            orderby agreement.Id
            select new
            {
                Agreement = agreement,
                Venture = venture.Name,
                Payer = payer.Name,
                Disbursement = disbursement.PublicCode,
                disbursement.Amount,
                fund.NameZh,
                fund.NameEn,
                CameBack = db.ExpectedReturns.Where(row => row.AgreementId == agreement.Id
                    && row.State == ExpectedReturnState.Received).Sum(row => row.Amount ?? 0),
                Owed = db.ExpectedReturns.Where(row => row.AgreementId == agreement.Id
                    && row.State == ExpectedReturnState.Due).Sum(row => row.Amount ?? 0),
            }).ToListAsync(stop);
        return
        [
            .. rows.Select(row => new AgreementRow(
                row.Agreement.PublicCode, row.Venture, row.Payer, row.Disbursement, Money(row.Amount), row.Agreement.ShareBasisPoints,
                row.Agreement.PeriodMonths, row.Agreement.StartsOn, row.Agreement.EndsOn, row.NameZh, row.NameEn, Money(row.CameBack),
                    Money(row.Owed))),
        ];
    }, stop);

    public Task<Result<IReadOnlyList<VentureWithAgreement>>> Ventures(Actor actor, CancellationToken stop) =>
        reader.Read<IReadOnlyList<VentureWithAgreement>>(Policy, actor, async db => await db.Ventures
            .Where(venture => db.ReturnAgreements.Any(agreement => agreement.VentureId == venture.Id))
            .OrderBy(venture => venture.Name)
            .Select(venture => new VentureWithAgreement(venture.PublicCode, venture.Name)).ToListAsync(stop), stop);

    private static IQueryable<QueryRow> Rows(ReadingDb db) =>
        from expected in db.ExpectedReturns
        join agreement in db.ReturnAgreements on expected.AgreementId equals agreement.Id
        join venture in db.Ventures on agreement.VentureId equals venture.Id
        join payer in db.Parties on agreement.PayerPartyId equals payer.Id
        select new QueryRow
        {
            Expected = expected,
            AgreementCode = agreement.PublicCode,
            Venture = venture.Name,
            VentureCode = venture.PublicCode,
            Payer = payer.Name
        };

    private IQueryable<QueryRow> Narrow(IQueryable<QueryRow> rows, ReturnFilter filter)
    {
        if (filter.State is { } state) rows = rows.Where(row => row.Expected.State == state);
        if (!string.IsNullOrEmpty(filter.Venture)) rows = rows.Where(row => row.VentureCode == filter.Venture);
        if (!string.IsNullOrEmpty(filter.Agreement)) rows = rows.Where(row => row.AgreementCode == filter.Agreement);
        if (filter.Overdue)
        {
            var today = clock.Today();
            rows = rows.Where(row => row.Expected.State != ExpectedReturnState.Received && row.Expected.DueOn < today);
        }

        return rows;
    }

    private static IQueryable<QueryRow> Order(IQueryable<QueryRow> rows, Sorting sorting)
    {
        var ordered = (sorting.Column, sorting.Descending) switch
        {
            (ByVenture, false) => rows.OrderBy(row => row.Venture),
            (ByVenture, true) => rows.OrderByDescending(row => row.Venture),
            (ByState, false) => rows.OrderBy(row => row.Expected.State),
            (ByState, true) => rows.OrderByDescending(row => row.Expected.State),
            (ByNeed, _) =>
                rows.OrderBy(row => row.Expected.State == ExpectedReturnState.Received).ThenByDescending(row => row.Expected.DueOn),
            (_, false) => rows.OrderBy(row => row.Expected.DueOn),
            (_, true) => rows.OrderByDescending(row => row.Expected.DueOn),
        };
        return ordered.ThenBy(row => row.Expected.Id);
    }

    private ReturnRow Row(QueryRow row) => new(
        row.Expected.PublicCode, row.Venture, row.Payer, row.Expected.PeriodFrom, row.Expected.PeriodTo, row.Expected.DueOn,
        row.Expected.State, row.Expected.Revenue is { } revenue ? Money(revenue) : null, row.Expected.Amount is { } amount
            ? Money(amount) : null,
        row.Expected.ReceivedOn, row.Expected.PaymentReference);

    private Money Money(long minorUnits) => new(minorUnits, books.Currency);

    private sealed class QueryRow
    {
        public required ExpectedReturn Expected { get; init; }

        public required string AgreementCode { get; init; }

        public required string Venture { get; init; }

        public required string VentureCode { get; init; }

        public required string Payer { get; init; }
    }
}
