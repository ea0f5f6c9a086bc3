using System.Runtime.InteropServices;
using FundLedger.Domain.Ledger;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Sums up all postings that are read, and compares the sums with the balances the ledger keeps for speed: of a fiscal
/// year when it ends, of the funds at the very end. No more is kept in memory than one year has balances.
/// </summary>
internal sealed class BalanceProof(ReportBooks books)
{
    private readonly Dictionary<(int Period, string Account, string Fund), (Int128 Debit, Int128 Credit)> year = [];
    private readonly Dictionary<string, (Int128 Spendable, Int128 Encumbered)> funds = new(StringComparer.Ordinal);
    private bool holds = true;

    public void Add(int period, ReportAccount account, string fund, long amount)
    {
        ref var balance = ref CollectionsMarshal.GetValueRefOrAddDefault(year, (period, account.Code, fund), out _);
        if (amount > 0) balance.Debit += amount;
        else balance.Credit -= amount;
        if (!account.Spendable && account.Code != ChartOfAccounts.Encumbrances) return;
        ref var money = ref CollectionsMarshal.GetValueRefOrAddDefault(funds, fund, out _);
        if (account.Spendable) money.Spendable += amount;
        if (account.Code == ChartOfAccounts.Encumbrances) money.Encumbered += amount;
    }

    /// <summary>All entries of the year have been added; how many balances were compared.</summary>
    public async Task<long> EndYear(Snapshot snapshot, int fiscalYear)
    {
        var compared = 0L;
        await using var rows = await snapshot.Stream("Checks.balances-of-year", new { account = books.Id, year = fiscalYear });
        while (snapshot.Next(rows))
        {
            compared++;
            year.Remove((rows.GetInt32(0), books.AccountCode(rows.GetInt64(1)), books.FundCode(rows.GetInt64(2))), out var sum);
            holds &= sum == (rows.GetInt64(3), rows.GetInt64(4));
        }

        holds &= year.Count == 0;
        year.Clear();
        return compared;
    }

    /// <summary>Whether every balance is the sum of its postings, and no fund has committed more than it has.</summary>
    public async Task<bool> Holds(Snapshot snapshot)
    {
        var balances = 0;
        await using var rows = await snapshot.Stream("Checks.balances-of-funds", new { account = books.Id });
        while (snapshot.Next(rows))
        {
            balances++;
            funds.Remove(books.FundCode(rows.GetInt64(0)), out var sum);
            var (spendable, encumbered) = (rows.GetInt64(1), rows.GetInt64(2));
            holds &= sum == (spendable, encumbered) && encumbered >= 0 && encumbered <= spendable;
        }

        return holds && balances == books.Funds.Count && funds.Count == 0;
    }
}
