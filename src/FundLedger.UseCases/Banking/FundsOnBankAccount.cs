using FundLedger.Data;
using FundLedger.Domain.Banking;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Banking;

/// <summary>What each fund has on one bank account: the account is shared, and its ledger account knows by whom.</summary>
internal static class FundsOnBankAccount
{
    /// <summary>
    /// Every fund that had or moved money on the account until a day, in the order in which funds were added, as the books stood
    /// before this write. Whole months come from the projection, so only the days of the period are added up.
    /// </summary>
    public static async Task<IReadOnlyList<FundOnAccount>> Days(
        LedgerDb db, BankAccount bank, LocalDate from, LocalDate to, CancellationToken stop)
    {
        var month = from.With(DateAdjusters.StartOfMonth);
        var account = await LedgerAccountId(db, bank, stop);
        var before = await db.PeriodBalances
            .Where(sum => sum.LedgerAccountId == account
                && (sum.FiscalYear < month.Year || (sum.FiscalYear == month.Year && sum.Period < month.Month)))
            .GroupBy(sum => sum.FundId).Select(fund => new { Fund = fund.Key, Amount = fund.Sum(sum => sum.Debit - sum.Credit) })
            .ToListAsync(stop);
        var days = await db.Postings
            .Where(posting => posting.FiscalYear >= month.Year && posting.FiscalYear <= to.Year
                && posting.LedgerAccountId == account && posting.BookingDate >= month && posting.BookingDate <= to)
            .GroupBy(posting => new { posting.FundId, posting.BookingDate })
            .Select(day => new { day.Key.FundId, day.Key.BookingDate, Amount = day.Sum(posting => posting.Amount) }).ToListAsync(stop);
        var ids = before.Select(fund => fund.Fund).Concat(days.Select(day => day.FundId)).Distinct().Order().ToArray();
        var funds = await db.Funds.AsNoTracking().Where(fund => ids.Contains(fund.Id)).ToDictionaryAsync(fund => fund.Id, stop);
        return
        [
            .. ids.Select(id => new FundOnAccount(
                funds[id].ToDomain(),
                before.Where(fund => fund.Fund == id).Sum(fund => fund.Amount)
                    + days.Where(day => day.FundId == id && day.BookingDate < from).Sum(day => day.Amount),
                [.. days.Where(day => day.FundId == id && day.BookingDate >= from).Select(day => (day.BookingDate, day.Amount))])),
        ];
    }

    /// <summary>What a fund has on the account now, in minor units.</summary>
    public static async Task<long> Held(LedgerDb db, BankAccount bank, long fund, CancellationToken stop)
    {
        var account = await LedgerAccountId(db, bank, stop);
        return await db.PeriodBalances.Where(sum => sum.LedgerAccountId == account && sum.FundId == fund)
            .SumAsync(sum => sum.Debit - sum.Credit, stop);
    }

    private static Task<long> LedgerAccountId(LedgerDb db, BankAccount bank, CancellationToken stop) =>
        db.LedgerAccounts.Where(account => account.Code == bank.LedgerAccount).Select(account => account.Id).SingleAsync(stop);
}
