using FundLedger.Data.Engines;
using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Journal.Reads;

/// <summary>Whether a fiscal year is closed, to offer what fits; the write path asks again under its lock.</summary>
public static class YearEnd
{
    public static async Task<bool> IsClosed(LedgerDbFactory factory, ServedAccount books, int fiscalYear, CancellationToken stop)
    {
        await using var db = factory.Create();
        return await db.Periods.AnyAsync(
            period => period.DedicatedAccountId == books.Id && period.FiscalYear == fiscalYear
                && period.Period == FiscalYearPeriods.Closing && period.State == PeriodState.Closed, stop);
    }
}
