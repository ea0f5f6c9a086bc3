using FundLedger.Data.Reading;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Journal.Reads;

/// <summary>Whether a fiscal year is closed, to offer what fits; the write path asks again under its lock.</summary>
public static class YearEnd
{
    public static async Task<bool> IsClosed(ReadingDb db, int fiscalYear, CancellationToken stop)
    {
        return await db.Periods.AnyAsync(
            period => period.FiscalYear == fiscalYear
                && period.Period == FiscalYearPeriods.Closing && period.State == PeriodState.Closed, stop);
    }
}
