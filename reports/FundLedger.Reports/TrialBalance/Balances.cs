using NodaTime;

namespace FundLedger.Reports;

/// <summary>An account's debits and credits (in a fund, when asked by fund) in minor units; balance is debit positive.</summary>
internal sealed record AccountBalance(long LedgerAccountId, long FundId, long Debit, long Credit)
{
    public long Balance => Debit - Credit;
}

/// <summary>Balances up to a booking date: right for back-dated entries, because it asks for booking dates only.</summary>
internal static class Balances
{
    private const int MiddleOfMonth = 15;

    public static Task<IReadOnlyList<AccountBalance>> Read(
        Snapshot snapshot, long account, LocalDate? asOf, long? fund = null, bool byFund = false)
    {
        var (year, period, sign, first, last) = Cut(asOf);
        return snapshot.Rows<AccountBalance>("TrialBalance.balances", new
        {
            account,
            year,
            period,
            sign,
            first,
            last,
            fund,
            byFund = byFund ? 1 : 0,
        });
    }

    /// <summary>
    /// Which whole periods count, and which postings of the cut month are added, or taken away when that is the
    /// smaller part. Period 13 counts only once the year has ended, so December is never cut from behind.
    /// </summary>
    private static (int Year, int Period, long Sign, LocalDate First, LocalDate Last) Cut(LocalDate? asOf)
    {
        const int afterAll = 9999;
        if (asOf is not { } date) return (afterAll, 0, 1, new LocalDate(afterAll, 1, 2), new LocalDate(afterAll, 1, 1));
        var first = new LocalDate(date.Year, date.Month, 1);
        var last = first.PlusMonths(1).PlusDays(-1);
        if (date == last) return (date.Year, date.Month == 12 ? 13 : date.Month, 1, last, first.PlusDays(-1));
        return date.Day > MiddleOfMonth && date.Month < 12
            ? (date.Year, date.Month, -1, date.PlusDays(1), last)
            : (date.Year, date.Month - 1, 1, first, date);
    }
}
