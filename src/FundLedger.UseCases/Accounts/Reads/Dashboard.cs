using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.Domain.Returns;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Accounts.Reads;

/// <summary>A fund's money in minor units.</summary>
public sealed record FundPosition(string Code, string NameZh, string NameEn, SourceKind Source, long Spendable, long Encumbered)
{
    public long Available => Spendable - Encumbered;
}

/// <param name="Days">Since it came into this state.</param>
public sealed record WaitingDisbursement(string Code, string Purpose, DisbursementState State, long Amount, int Days);

/// <summary>How many wait in a state, what they sum to, and how long the oldest has waited.</summary>
public sealed record WaitingState(DisbursementState State, int Count, long Amount, int OldestDays);

public sealed record WaitingQueue(IReadOnlyList<WaitingState> States, IReadOnlyList<WaitingDisbursement> Oldest)
{
    public static WaitingQueue Empty { get; } = new([], []);
}

/// <summary>
/// The last reconciliation of a bank account, its figures null before the first; and what nobody has explained at this moment,
/// credits and debits apart.
/// </summary>
public sealed record BankPosition(
    string Code, string Name, LocalDate? CutOff, long? Bank, long? Books, long UnidentifiedCredits, long UnidentifiedDebits)
{
    public long? Difference => Bank - Books;
}

/// <param name="Amount">Null while the venture has not reported its revenue.</param>
public sealed record OverdueReturn(string Code, string Venture, ExpectedReturnState State, LocalDate DueOn, int Days, long? Amount);

/// <summary>What came into and went out of all funds in a fiscal year, in minor units; transfers between funds are left out.</summary>
public sealed record YearFlow(int Year, long Contributions, long Returns, long Other, long Grants, long Investments);

/// <summary>The figures of one day. Amounts in minor units of the dedicated account's currency.</summary>
public sealed record DashboardFigures(
    IReadOnlyList<FundPosition> Funds, WaitingQueue Queue, IReadOnlyList<BankPosition> Banks, IReadOnlyList<OverdueReturn> Overdue,
    IReadOnlyList<YearFlow> Years)
{
    public static DashboardFigures None { get; } = new([], WaitingQueue.Empty, [], [], []);
}

/// <summary>The queries behind the dashboard. Sums come from projections, so that they cost the same after a million entries.</summary>
public sealed class Dashboard(AuthorizedReader reader)
{
    private const int RowsShown = 8;

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDashboard;

    /// <param name="today">The day up to which ages are counted.</param>
    public Task<Result<DashboardFigures>> Read(Actor actor, LocalDate today, CancellationToken stop) =>
        reader.Read(Policy, actor, async db => new DashboardFigures(
            await Funds(db, stop), await Queue(db, today, stop), await Banks(db, stop), await Overdue(db, today, stop),
            await Years(db, stop)), stop);

    private static async Task<IReadOnlyList<FundPosition>> Funds(ReadingDb db, CancellationToken stop) => await (
        from fund in db.Funds
        join balance in db.FundBalances on fund.Id equals balance.FundId
        orderby fund.Source, fund.Code
        select new FundPosition(fund.Code, fund.NameZh, fund.NameEn, fund.Source, balance.Spendable, balance.Encumbered)).ToListAsync(stop);

    private static async Task<WaitingQueue> Queue(ReadingDb db, LocalDate today, CancellationToken stop)
    {
        var table = DisbursementWorkflow.Table;
        var (waitingStates, first) = (table.Waiting.ToList(), table.First);
        var waiting = db.Disbursements.Where(row => waitingStates.Contains(row.State));
        var states = await waiting.GroupBy(row => row.State)
            .Select(group => new
            {
                State = group.Key,
                Count = group.Count(),
                Amount = group.Sum(row => row.Amount),
                Since = group.Min(
                row => row.StateSince)
            })
            .ToListAsync(stop);
        var oldest = await waiting.Where(row => row.State != first)
            .OrderBy(row => row.StateSince).ThenBy(row => row.Id).Take(RowsShown)
            .Select(row => new { row.PublicCode, row.Purpose, row.State, row.Amount, row.StateSince }).ToListAsync(stop);
        return new WaitingQueue(
            [.. states.OrderBy(row => waitingStates.IndexOf(row.State))
                .Select(row => new WaitingState(row.State, row.Count, row.Amount, Age(row.Since)))],
            [.. oldest.Select(row => new WaitingDisbursement(row.PublicCode, row.Purpose, row.State, row.Amount, Age(row.StateSince)))]);

        int Age(Instant since) => Math.Max(0, Period.DaysBetween(since.InTaipei(), today));
    }

    private static async Task<IReadOnlyList<BankPosition>> Banks(ReadingDb db, CancellationToken stop)
    {
        var banks = await db.BankAccounts.OrderBy(bank => bank.Code)
            .Select(bank => new
            {
                bank.Code,
                bank.Name,
                Last = db.BankReconciliations
                    .Where(run => run.BankAccountId == bank.Id)
                    .OrderByDescending(run => run.CutOff).ThenByDescending(run => run.Id)
                    .Select(run => new { run.CutOff, run.StatementBalance, run.BookBalance }).FirstOrDefault(),
                Credits = db.StatementLines
                    .Where(line => line.BankAccountId == bank.Id && line.State == StatementLineState.Unidentified && line.Amount > 0)
                    .Sum(line => line.Amount),
                Debits = db.StatementLines
                    .Where(line => line.BankAccountId == bank.Id && line.State == StatementLineState.Unidentified && line.Amount < 0)
                    .Sum(line => line.Amount),
            }).ToListAsync(stop);
        return [.. banks.Select(bank => new BankPosition(
            bank.Code, bank.Name, bank.Last?.CutOff, bank.Last?.StatementBalance, bank.Last?.BookBalance, bank.Credits, bank.Debits))];
    }

    private static async Task<IReadOnlyList<OverdueReturn>> Overdue(ReadingDb db, LocalDate today, CancellationToken stop)
    {
        var rows = await (
            from expected in db.ExpectedReturns
            join agreement in db.ReturnAgreements
                on expected.AgreementId equals agreement.Id
            join venture in db.Ventures
                on agreement.VentureId equals venture.Id
            where expected.State != ExpectedReturnState.Received && expected.DueOn < today
            orderby expected.DueOn, expected.Id
            select new { expected.PublicCode, venture.Name, expected.State, expected.DueOn, expected.Amount }).Take(RowsShown)
                .ToListAsync(stop);
        return [.. rows.Select(
            row => new OverdueReturn(row.PublicCode, row.Name, row.State, row.DueOn, Period.DaysBetween(row.DueOn, today), row.Amount))];
    }

    /// <summary>
    /// By contra accounts, as the fund statement classes them, net of reversals: what was approved and not yet received
    /// cancels out, because income and receivable both count.
    /// </summary>
    private static async Task<IReadOnlyList<YearFlow>> Years(ReadingDb db, CancellationToken stop)
    {
        var sums = await (
            from balance in db.PeriodBalances
            join contra in db.LedgerAccounts
                on balance.LedgerAccountId equals contra.Id
            where !contra.Spendable && contra.Type != AccountType.Memorandum
            group balance by new { balance.FiscalYear, contra.Code } into sum
            select new { sum.Key.FiscalYear, sum.Key.Code, In = sum.Sum(row => row.Credit - row.Debit) }).ToListAsync(stop);
        return [.. sums.GroupBy(sum => sum.FiscalYear).OrderBy(year => year.Key).Select(year =>
        {
            long Net(params FundFlowKind[] kinds) => year.Where(sum => kinds.Contains(ChartOfAccounts.FlowOf(sum.Code))).Sum(sum => sum.In);
            return new YearFlow(
                year.Key, Net(FundFlowKind.Contribution), Net(FundFlowKind.Return), Net(FundFlowKind.Other),
                -Net(FundFlowKind.Spending), -Net(FundFlowKind.Investment));
        })];
    }
}
