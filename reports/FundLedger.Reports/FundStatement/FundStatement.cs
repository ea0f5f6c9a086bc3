using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

/// <param name="Fund">Code of the only fund to show; null: every fund that has or had money.</param>
/// <param name="KnownAt">Only entries recorded by then count; null: all.</param>
public sealed record FundStatementParameters(
    long DedicatedAccountId, LocalDate From, LocalDate To, string? Fund = null, Instant? KnownAt = null);

/// <summary>Money that came into or went out of a fund against one account; minor units, reversals taken back.</summary>
public sealed record FundFlow(ReportAccount Account, FundFlowKind Kind, long Inflow, long Outflow);

/// <summary>
/// How one fund's spendable money changed, minor units. Spendable is what the accounts say; the flows are what the
/// contra accounts say; what the flows leave unexplained is shown.
/// </summary>
/// <param name="Encumbered">At the end of the last day.</param>
public sealed record FundStatementFund(
    ReportFund Fund, long Opening, IReadOnlyList<FundFlow> Flows, long Closing, long Encumbered)
{
    public long Inflow => Flows.Sum(flow => flow.Inflow);

    public long Outflow => Flows.Sum(flow => flow.Outflow);

    public long Available => Closing - Encumbered;

    public long Unexplained => Closing - Opening - Inflow + Outflow;

    /// <summary>Opening + inflows − outflows = closing.</summary>
    public bool Ties => Unexplained == 0;
}

/// <summary>The fund statement (基金收支表): opening, in, out, closing, encumbered, available; per fund.</summary>
public sealed record FundStatement(Currency Currency, LocalDate From, LocalDate To, IReadOnlyList<FundStatementFund> Funds)
{
    /// <summary>Null: with everything recorded so far.</summary>
    public Instant? KnownAt { get; init; }

    public bool Ties => Funds.All(fund => fund.Ties);
}

/// <summary>Makes the fund statement. Refused: an unknown fund, and a first date after the last.</summary>
public sealed class FundStatementReport(ReportingDatabase database)
{
    public Task<Result<FundStatement>> Run(FundStatementParameters parameters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return database.Read(snapshot => Read(snapshot, parameters), stop);
    }

    private static async Task<Result<FundStatement>> Read(Snapshot snapshot, FundStatementParameters parameters)
    {
        var books = await ReportBooks.Read(snapshot, parameters.DedicatedAccountId);
        var fund = books.Fund(parameters.Fund);
        if (fund.IsRefused) return fund.Refusal;
        if (parameters.From > parameters.To) return ReportRefusals.ReportDatesReversed(parameters.From, parameters.To);

        var accounts = books.Accounts.ToDictionary(account => account.Id);
        var years = await CountedYear.Read(snapshot, books.Id, parameters.KnownAt);
        var before = await Balances.Read(
            snapshot, new BalanceQuestion(books.Id, parameters.From.PlusDays(-1), fund.Value?.Id, ByFund: true), years);
        var after = await Balances.Read(snapshot, new BalanceQuestion(books.Id, parameters.To, fund.Value?.Id, ByFund: true), years);
        var flows = await Flows(snapshot, books, parameters, fund.Value?.Id, years);
        var (opening, closing) = (Sums(before, Spendable), Sums(after, Spendable));
        var encumbered = Sums(after, account => account.Code == ChartOfAccounts.Encumbrances);
        var flowsOf = flows.ToLookup(flow => flow.FundId);

        var shown = books.Funds
            .Where(row => fund.Value is null || row.Id == fund.Value.Id)
            .Select(row => new FundStatementFund(
                row, opening.GetValueOrDefault(row.Id), FlowsOf(flowsOf[row.Id], accounts), closing.GetValueOrDefault(row.Id),
                encumbered.GetValueOrDefault(row.Id)))
            .Where(row =>
                fund.Value is not null || row.Opening != 0 || row.Closing != 0 || row.Encumbered != 0 || row.Flows.Count > 0)
            .ToArray();
        return new FundStatement(books.Currency, parameters.From, parameters.To, shown) { KnownAt = parameters.KnownAt };

        Dictionary<long, long> Sums(IEnumerable<AccountBalance> balances, Func<ReportAccount, bool> counts) => balances
            .Where(balance => counts(accounts[balance.LedgerAccountId]))
            .GroupBy(balance => balance.FundId)
            .ToDictionary(group => group.Key, group => group.Sum(balance => balance.Balance));
    }

    /// <summary>
    /// Year by year, because what counts ends at another number in each. Closing entries touch no spendable money, so
    /// they never show here.
    /// </summary>
    private static async Task<IReadOnlyList<Flow>> Flows(
        Snapshot snapshot, ReportBooks books, FundStatementParameters parameters, long? fund, IEnumerable<CountedYear> years)
    {
        var flows = new List<Flow>();
        foreach (var year in years.Where(
            year => year.FiscalYear >= parameters.From.Year && year.FiscalYear <= parameters.To.Year && year.Counted > 0))
        {
            flows.AddRange(await snapshot.Rows<Flow>("FundStatement.flows", new
            {
                account = books.Id,
                year = year.FiscalYear,
                counted = year.Counted,
                first = parameters.From,
                last = parameters.To,
                fund,
                yes = true,
                no = false,
                memorandum = (int)AccountType.Memorandum,
            }));
        }

        return flows.GroupBy(flow => (flow.FundId, flow.LedgerAccountId))
            .Select(group =>
                new Flow(group.Key.FundId, group.Key.LedgerAccountId, group.Sum(flow => flow.Inflow), group.Sum(flow => flow.Outflow)))
            .ToArray();
    }

    private static bool Spendable(ReportAccount account) => account.Spendable;

    private static FundFlow[] FlowsOf(IEnumerable<Flow> flows, Dictionary<long, ReportAccount> accounts) => flows
        .Where(flow => flow.Inflow != 0 || flow.Outflow != 0)
        .Select(flow => (Account: accounts[flow.LedgerAccountId], flow.Inflow, flow.Outflow))
        .Select(flow => new FundFlow(flow.Account, ChartOfAccounts.FlowOf(flow.Account.Code), flow.Inflow, flow.Outflow))
        .OrderBy(flow => flow.Account.Code, StringComparer.Ordinal)
        .ToArray();

    private sealed record Flow(long FundId, long LedgerAccountId, long Inflow, long Outflow);
}
