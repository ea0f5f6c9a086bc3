using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Disbursements;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Accounts.Reads;

/// <summary>The money of all funds of one source, in minor units.</summary>
/// <param name="Funds">How many funds have any.</param>
public sealed record SourcePosition(SourceKind Source, int Funds, long Spendable, long Encumbered)
{
    public long Available => Spendable - Encumbered;
}

/// <summary>How many wait in a state, what they sum to, and how long the oldest has waited.</summary>
public sealed record WaitingState(DisbursementState State, int Count, long Amount, int OldestDays);

/// <summary>
/// The last reconciliation of a bank account, its figures null before the first; and what nobody has explained at this moment,
/// credits and debits apart.
/// </summary>
/// <param name="Statement">The last day of the last statement.</param>
public sealed record BankPosition(
    string Code, string Name, LocalDate? CutOff, long? Bank, long? Books, long UnidentifiedCredits, long UnidentifiedDebits,
    LocalDate? Statement)
{
    public long? Difference => Bank - Books;

    /// <summary>The bank has said more since: what agreed then says nothing about today.</summary>
    public bool IsOutdated => Statement > CutOff;
}

/// <summary>What came into and went out of all funds in a fiscal year, in minor units; transfers between funds are left out.</summary>
public sealed record YearFlow(int Year, long Contributions, long Returns, long Other, long Grants, long Investments);

/// <summary>The figures of one day. Amounts in minor units of the dedicated account's currency.</summary>
/// <param name="SpendableThisMonth">By how much the spendable money of all funds has changed since the month began.</param>
/// <param name="Queue">Disbursements in which somebody has the next step.</param>
public sealed record DashboardFigures(
    IReadOnlyList<SourcePosition> Sources, long SpendableThisMonth, IReadOnlyList<WaitingState> Queue, IReadOnlyList<BankPosition> Banks,
    IReadOnlyList<YearFlow> Years)
{
    public static DashboardFigures None { get; } = new([], 0, [], [], []);

    public long Spendable => Sources.Sum(source => source.Spendable);

    public long Encumbered => Sources.Sum(source => source.Encumbered);

    public long Available => Spendable - Encumbered;
}

/// <summary>The queries behind the dashboard. Sums come from projections, so that they cost the same after a million entries.</summary>
public sealed class Dashboard(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeDashboard;

    /// <param name="today">The day up to which ages are counted.</param>
    public Task<Result<DashboardFigures>> Read(Actor actor, LocalDate today, CancellationToken stop) =>
        reader.Read(Policy, actor, async db => new DashboardFigures(
            await Sources(db, stop), await ThisMonth(db, today, stop), await Queue(db, today, stop), await Banks(db, stop),
            await Years(db, stop)), stop);

    private static async Task<IReadOnlyList<SourcePosition>> Sources(ReadingDb db, CancellationToken stop) => await (
        from fund in db.Funds
        join balance in db.FundBalances on fund.Id equals balance.FundId
        where balance.Spendable != 0 || balance.Encumbered != 0
        group balance by fund.Source into source
        orderby source.Key
        select new SourcePosition(
            source.Key, source.Count(), source.Sum(row => row.Spendable), source.Sum(row => row.Encumbered))).ToListAsync(stop);

    private static async Task<long> ThisMonth(ReadingDb db, LocalDate today, CancellationToken stop) => await (
        from balance in db.PeriodBalances
        join account in db.LedgerAccounts on balance.LedgerAccountId equals account.Id
        where balance.FiscalYear == today.Year && balance.Period == today.Month && account.Spendable
        select balance.Debit - balance.Credit).SumAsync(stop);

    private static async Task<IReadOnlyList<WaitingState>> Queue(ReadingDb db, LocalDate today, CancellationToken stop)
    {
        var waitingStates = DisbursementWorkflow.Table.Waiting.ToList();
        var states = await db.Disbursements.Where(row => waitingStates.Contains(row.State)).GroupBy(row => row.State)
            .Select(group => new
            {
                State = group.Key,
                Count = group.Count(),
                Amount = group.Sum(row => row.Amount),
                Since = group.Min(row => row.StateSince),
            }).ToListAsync(stop);
        return
        [
            .. states.OrderBy(row => waitingStates.IndexOf(row.State)).Select(row => new WaitingState(
                row.State, row.Count, row.Amount, Math.Max(0, Period.DaysBetween(row.Since.InTaipei(), today)))),
        ];
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
                Statement = db.BankStatements.Where(statement => statement.BankAccountId == bank.Id)
                    .Max(statement => (LocalDate?)statement.ToDate),
                Credits = db.StatementLines
                    .Where(line => line.BankAccountId == bank.Id && line.State == StatementLineState.Unidentified && line.Amount > 0)
                    .Sum(line => line.Amount),
                Debits = db.StatementLines
                    .Where(line => line.BankAccountId == bank.Id && line.State == StatementLineState.Unidentified && line.Amount < 0)
                    .Sum(line => line.Amount),
            }).ToListAsync(stop);
        return [.. banks.Select(bank => new BankPosition(
            bank.Code, bank.Name, bank.Last?.CutOff, bank.Last?.StatementBalance, bank.Last?.BookBalance, bank.Credits, bank.Debits,
            bank.Statement))];
    }

    /// <summary>
    /// By contra accounts, as the fund statement classes them, net of reversals: what was approved and not yet received
    /// cancels out, because income and receivable both count. Closing entries are left out: they move no money.
    /// </summary>
    private static async Task<IReadOnlyList<YearFlow>> Years(ReadingDb db, CancellationToken stop)
    {
        var sums = await (
            from balance in db.PeriodBalances
            join contra in db.LedgerAccounts
                on balance.LedgerAccountId equals contra.Id
            where !contra.Spendable && contra.Type != AccountType.Memorandum && balance.Period != FiscalYearPeriods.Closing
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
