using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Workflow;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Disbursements.Reads;

/// <summary>Which disbursements are wanted. Nothing set: all.</summary>
/// <param name="Mine">Only those that wait for the person who asks.</param>
/// <param name="OlderThanDays">Only those that have waited at least so long in their state.</param>
/// <param name="Text">Part of the purpose, the venture or the payee.</param>
public sealed record DisbursementFilter(
    DisbursementState? State = null, string? Fund = null, string? Venture = null, bool Mine = false, int? OlderThanDays = null,
        string? Text = null);

/// <param name="MyTurn">The person's policies allow the next step and the history does not forbid it.</param>
/// <param name="WaitsFor">Whose duty the next step is; null at an end.</param>
public sealed record DisbursementRow(
    string Code, DisbursementState State, string Venture, string? DistrictZh, string? DistrictEn, string Fund, string FundZh, string FundEn,
    string Payee, bool PayeeFictional, string Purpose, Money Amount, Instrument Instrument, LocalDate RequestedOn, Instant StateSince,
        bool MyTurn, Duty? WaitsFor)
{
    public int AgeInDays(LocalDate today) => Math.Max(0, Period.DaysBetween(StateSince.InTaipei(), today));

    public bool Late(LocalDate today) => DisbursementWorkflow.Table.Overdue(State, StateSince.InTaipei(), today);
}

/// <summary>One page of the list with the sum of all its pages.</summary>
public sealed record DisbursementPage(PageOf<DisbursementRow> Page, Money Sum, int Waiting);

/// <summary>A choice of a filter.</summary>
public sealed record NamedCode(string Code, string Chinese, string English);

/// <summary>What the filter of the list offers.</summary>
/// <param name="Ventures">Those with a disbursement.</param>
public sealed record DisbursementChoices(IReadOnlyList<NamedCode> Funds, IReadOnlyList<NamedCode> Ventures);

/// <summary>Reads the list. What waits for the person comes first, then the oldest.</summary>
public sealed class DisbursementList(AuthorizedReader reader, ServedAccount books, IClock clock)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDisbursements;

    public const string ByAge = "age";
    public const string ByAmount = "amount";
    public const string ByVenture = "venture";
    public const string ByFund = "fund";
    public const string ByState = "state";
    public const string ByRequest = "requested";

    /// <summary>More than the greatest number of a duty.</summary>
    private const int DutyNumbers = 100;

    public static readonly Sorting Usual = new(ByAge, Descending: true);

    /// <summary>What the filter offers.</summary>
    public Task<Result<DisbursementChoices>> Choices(Actor actor, CancellationToken stop) =>
        reader.Read(Policy, actor, async db => new DisbursementChoices(
            await db.Funds.Where(fund => fund.Source != SourceKind.Suspense)
                .OrderBy(fund => fund.Code).Select(fund => new NamedCode(fund.Code, fund.NameZh, fund.NameEn)).ToListAsync(stop),
            await db.Ventures.Where(venture => db.Disbursements.Any(disbursement => disbursement.VentureId == venture.Id))
                .OrderBy(venture => venture.Name)
                .Select(venture => new NamedCode(venture.PublicCode, venture.Name, venture.Name)).ToListAsync(stop)), stop);

    /// <param name="actor">Who asks: what waits for this person comes first.</param>
    public Task<Result<DisbursementPage>> Read(
        Actor actor, DisbursementFilter filter, Sorting sorting, int number, int size,
        CancellationToken stop) => reader.Read(Policy, actor, async db =>
    {
        var rows = Rows(db, actor.PersonId, DutyPolicies.AllowedTo(actor));
        rows = Narrow(rows, filter);
        var total = await rows.LongCountAsync(stop);
        var sum = await rows.SumAsync(row => row.Case.Amount, stop);
        var waiting = await rows.CountAsync(row => row.MyTurn, stop);
        var page = Paging.Within(number, size, total);
        var matches = await Order(rows, sorting).Skip((page - 1) * size).Take(size).ToListAsync(stop);
        return new DisbursementPage(
            new PageOf<DisbursementRow>([.. matches.Select(Row)], page, size, total), new Money(sum, books.Currency), waiting);
    }, stop);

    /// <summary>Those in which the person has the next step. What waits for the bank's word waits for nobody.</summary>
    internal static async Task<WorkFound> Waiting(WorkQuestion question, CancellationToken stop)
    {
        Duty[] duties = [.. DutyPolicies.AllowedTo(question.Actor).Where(duty => duty != Duty.Reconciler)];
        return await Found(Rows(question.Db, question.Actor.PersonId, duties).Where(row => row.MyTurn).Select(row => row.Case), stop);
    }

    /// <summary>Those that have waited longer than the workflow gives.</summary>
    internal static async Task<WorkFound> Late(WorkQuestion question, CancellationToken stop)
    {
        var waiting = DisbursementWorkflow.Table.Waiting;
        var before = BooksTimeZone.Taipei.AtStartOfDay(question.Today.PlusDays(-DisbursementWorkflow.DaysToAct)).ToInstant();
        return await Found(question.Db.Disbursements.Where(row => waiting.Contains(row.State) && row.StateSince < before), stop);
    }

    private static async Task<WorkFound> Found(IQueryable<Disbursement> cases, CancellationToken stop)
    {
        var first = await cases.OrderBy(row => row.StateSince).ThenBy(row => row.Id)
            .Select(row => new { row.PublicCode, row.StateSince }).FirstOrDefaultAsync(stop);
        return first is null
            ? WorkFound.Nothing
            : new WorkFound(
                await cases.CountAsync(stop), first.StateSince.InTaipei(), await cases.SumAsync(row => row.Amount, stop),
                $"/disbursements/{first.PublicCode}");
    }

    private static IQueryable<QueryRow> Rows(ReadingDb db, long person, IReadOnlyCollection<Duty> allowed)
    {
        var (anybody, holders) = Turns(allowed);
        return
            from disbursement in db.Disbursements
            join venture in db.Ventures on disbursement.VentureId equals venture.Id
            join fund in db.Funds on disbursement.FundId equals fund.Id
            join payee in db.Parties on disbursement.PayeePartyId equals payee.Id
            let held = db.WorkflowDuties
                .Where(duty => duty.DocumentKind == DocumentKind.Disbursement
                    && duty.DocumentId == disbursement.Id && duty.PersonId == person)
                .Select(duty => (long?)duty.Duty).FirstOrDefault()
            let sent = db.PaymentOrders.Any(order => order.DisbursementId == disbursement.Id && order.GivenBack == null)
            // A cast to its own type would leave the number an enumeration to the query.
            let turn = ((long)disbursement.State * 2) + (sent ? 1 : 0)
            select new QueryRow
            {
                Case = disbursement,
                Venture = venture.Name,
                VentureCode = venture.PublicCode,
                District = db.Districts.FirstOrDefault(district => district.Id == venture.DistrictId),
                Fund = fund,
                Payee = payee.Name,
                PayeeFictional = payee.Fictional,
                Sent = sent,
                MyTurn = held == null ? anybody.Contains(turn) : holders.Contains((turn * DutyNumbers) + held.Value),
            };
    }

    /// <summary>
    /// Where the next step is one of these duties, as numbers the query can look up: 2 × state, one more when the case
    /// is in a payment file; and the same with the duty, for a person who holds that duty in the case already.
    /// </summary>
    private static (long[] Anybody, long[] Holders) Turns(IReadOnlyCollection<Duty> allowed)
    {
        var turns = (
            from state in Enum.GetValues<DisbursementState>()
            from sent in new[] { false, true }
            let duty = DisbursementWorkflow.WaitsFor(state, sent)
            where duty is not null && allowed.Contains(duty.Value)
            select (Turn: ((long)state * 2) + (sent ? 1 : 0), Duty: (long)duty.Value)).ToList();
        return ([.. turns.Select(turn => turn.Turn)], [.. turns.Select(turn => (turn.Turn * DutyNumbers) + turn.Duty)]);
    }

    private IQueryable<QueryRow> Narrow(IQueryable<QueryRow> rows, DisbursementFilter filter)
    {
        if (filter.State is { } state) rows = rows.Where(row => row.Case.State == state);
        if (!string.IsNullOrEmpty(filter.Fund)) rows = rows.Where(row => row.Fund.Code == filter.Fund);
        if (!string.IsNullOrEmpty(filter.Venture)) rows = rows.Where(row => row.VentureCode == filter.Venture);
        if (filter.Mine) rows = rows.Where(row => row.MyTurn);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim().Normalize();
            rows = rows.Where(row =>
                row.Case.Purpose.Contains(text) || row.Venture.Contains(text) || row.Payee.Contains(text) || row.Case.PublicCode == text);
        }

        if (filter.OlderThanDays is > 0 and var days)
        {
            var before = clock.GetCurrentInstant() - Duration.FromDays(days);
            var waiting = DisbursementWorkflow.Table.Waiting;
            rows = rows.Where(row => row.Case.StateSince <= before && waiting.Contains(row.Case.State));
        }

        return rows;
    }

    private static IQueryable<QueryRow> Order(IQueryable<QueryRow> rows, Sorting sorting)
    {
        var first = rows.OrderByDescending(row => row.MyTurn);
        // Nothing waits in a case that has ended: it has no age.
        var ended = DisbursementWorkflow.Table.Those(row => DisbursementWorkflow.Table.IsEnded(row.State));
        var open = first.ThenBy(row => ended.Contains(row.Case.State));
        var ordered = (sorting.Column, sorting.Descending) switch
        {
            (ByAmount, false) => first.ThenBy(row => row.Case.Amount),
            (ByAmount, true) => first.ThenByDescending(row => row.Case.Amount),
            (ByVenture, false) => first.ThenBy(row => row.Venture),
            (ByVenture, true) => first.ThenByDescending(row => row.Venture),
            (ByFund, false) => first.ThenBy(row => row.Fund.Code),
            (ByFund, true) => first.ThenByDescending(row => row.Fund.Code),
            (ByState, false) => first.ThenBy(row => row.Case.State),
            (ByState, true) => first.ThenByDescending(row => row.Case.State),
            (ByRequest, false) => first.ThenBy(row => row.Case.RequestedOn),
            (ByRequest, true) => first.ThenByDescending(row => row.Case.RequestedOn),
            // The greater the age the earlier the instant.
            (_, false) => open.ThenByDescending(row => row.Case.StateSince),
            (_, true) => open.ThenBy(row => row.Case.StateSince),
        };
        return ordered.ThenBy(row => row.Case.Id);
    }

    private DisbursementRow Row(QueryRow row) => new(
        row.Case.PublicCode, row.Case.State, row.Venture, row.District?.NameZh, row.District?.NameEn,
        row.Fund.Code, row.Fund.NameZh, row.Fund.NameEn, row.Payee, row.PayeeFictional, row.Case.Purpose,
        new Money(row.Case.Amount, books.Currency), row.Case.Instrument, row.Case.RequestedOn, row.Case.StateSince, row.MyTurn,
        DisbursementWorkflow.WaitsFor(row.Case.State, row.Sent));

    private sealed class QueryRow
    {
        public required Disbursement Case { get; init; }

        public required string Venture { get; init; }

        public required string VentureCode { get; init; }

        public required Domain.Proposals.District? District { get; init; }

        public required Data.Model.StoredFund Fund { get; init; }

        public required string Payee { get; init; }

        public required bool PayeeFictional { get; init; }

        public required bool Sent { get; init; }

        public required bool MyTurn { get; init; }
    }
}
