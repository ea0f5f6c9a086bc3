using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

/// <param name="AsOf">Booking date up to which entries count; null: all.</param>
/// <param name="Fund">Code of the only fund to show; null: all.</param>
/// <param name="ByFund">One row per account and fund instead of one per account.</param>
/// <param name="KnownAt">Only entries recorded by then count; null: all.</param>
/// <param name="BeforeClosing">Without the closing entries of the date's year, or of the last year there is.</param>
public sealed record TrialBalanceParameters(
    long DedicatedAccountId, LocalDate? AsOf = null, string? Fund = null, bool ByFund = false, Instant? KnownAt = null,
        bool BeforeClosing = false);

/// <summary>One account (in one fund). Debits and credits are everything booked up to the date, in minor units.</summary>
/// <param name="Fund">Null unless the report is by fund.</param>
public sealed record TrialBalanceRow(ReportAccount Account, ReportFund? Fund, long Debit, long Credit)
{
    /// <summary>Debit positive.</summary>
    public long Balance => Debit - Credit;

    public long DebitBalance => Math.Max(0, Balance);

    public long CreditBalance => Math.Max(0, -Balance);
}

/// <summary>Sums over rows, minor units.</summary>
public sealed record TrialBalanceTotals(long Debit, long Credit, long DebitBalance, long CreditBalance)
{
    public bool IsBalanced => Debit == Credit && DebitBalance == CreditBalance;

    internal static TrialBalanceTotals Of(IEnumerable<TrialBalanceRow> rows) => rows.Aggregate(
        new TrialBalanceTotals(0, 0, 0, 0),
        (sum, row) => new TrialBalanceTotals(
            sum.Debit + row.Debit, sum.Credit + row.Credit, sum.DebitBalance + row.DebitBalance, sum.CreditBalance + row.CreditBalance));
}

/// <summary>The trial balance (試算表): every account that was ever posted to, ordered by code, then fund.</summary>
/// <param name="Totals">Of the statement accounts.</param>
/// <param name="MemorandumTotals">Of encumbrances and their reserve, which are shown below the line.</param>
public sealed record TrialBalance(
    Currency Currency, LocalDate? AsOf, ReportFund? Fund, bool ByFund, IReadOnlyList<TrialBalanceRow> Rows,
    TrialBalanceTotals Totals, TrialBalanceTotals MemorandumTotals)
{
    /// <summary>Null: with everything recorded so far.</summary>
    public Instant? KnownAt { get; init; }

    public bool BeforeClosing { get; init; }

    public bool IsBalanced => Totals.IsBalanced && MemorandumTotals.IsBalanced;
}

/// <summary>Makes the trial balance. Refused: <see cref="ReportRefusals.ReportFundNotFound"/>.</summary>
public sealed class TrialBalanceReport(ReportingDatabase database)
{
    public Task<Result<TrialBalance>> Run(TrialBalanceParameters parameters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return database.Read(snapshot => Read(snapshot, parameters), stop);
    }

    private static async Task<Result<TrialBalance>> Read(Snapshot snapshot, TrialBalanceParameters parameters)
    {
        var books = await ReportBooks.Read(snapshot, parameters.DedicatedAccountId);
        var fund = books.Fund(parameters.Fund);
        if (fund.IsRefused) return fund.Refusal;

        var years = await CountedYear.Read(snapshot, books.Id, parameters.KnownAt);
        if (parameters.BeforeClosing && years.Count > 0)
        {
            years = await CountedYear.Read(snapshot, books.Id, parameters.KnownAt, parameters.AsOf?.Year ?? years[^1].FiscalYear);
        }

        var balances = await Balances.Read(
            snapshot, new BalanceQuestion(books.Id, parameters.AsOf, fund.Value?.Id, parameters.ByFund), years);
        var accounts = books.Accounts.ToDictionary(account => account.Id);
        var funds = books.Funds.ToDictionary(row => row.Id);
        var rows = balances
            .Select(balance => new TrialBalanceRow(
                accounts[balance.LedgerAccountId], parameters.ByFund ? funds[balance.FundId] : null, balance.Debit, balance.Credit))
            .Where(row => row.Debit != 0 || row.Credit != 0)
            .OrderBy(row => row.Account.Code, StringComparer.Ordinal).ThenBy(row => row.Fund?.Code, StringComparer.Ordinal)
            .ToArray();
        return new TrialBalance(
            books.Currency, parameters.AsOf, fund.Value, parameters.ByFund, rows,
            TrialBalanceTotals.Of(rows.Where(row => row.Account.Type != AccountType.Memorandum)),
            TrialBalanceTotals.Of(rows.Where(row => row.Account.Type == AccountType.Memorandum)))
        {
            KnownAt = parameters.KnownAt,
            BeforeClosing = parameters.BeforeClosing,
        };
    }
}
