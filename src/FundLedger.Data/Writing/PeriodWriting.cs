using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Writing;

/// <summary>What the closing of a year posted.</summary>
public sealed record ClosedYear(int FiscalYear, IReadOnlyList<ClosingEntry> Entries);

/// <summary>The closing entry of one fund.</summary>
public sealed record ClosingEntry(EntryReference Reference, string Fund, IReadOnlyList<ClosingLine> Lines);

/// <param name="Amount">Minor units, debit positive.</param>
public sealed record ClosingLine(string Account, long Amount);

/// <summary>
/// Moves periods and closes years inside a write; the rules are <see cref="FiscalYearPeriods"/> and
/// <see cref="YearClosing"/>.
/// </summary>
public static class PeriodWriting
{
    /// <summary>Moves a period one step. Refused: as by <see cref="FiscalYearPeriods.Move"/>.</summary>
    public static async Task<Result<PeriodState>> MovePeriod(
        this WriteSession session, int fiscalYear, int period, PeriodMove move, string? reason)
    {
        ArgumentNullException.ThrowIfNull(session);
        var moved = (await ReadPeriods(session, fiscalYear)).Move(period, move, session.Today, reason);
        if (moved.IsRefused) return moved.Refusal;
        session.SetPeriod(fiscalYear, period, moved.Value);
        session.Audit(
            move switch
            {
                PeriodMove.SoftClose => PeriodEvents.SoftClosed,
                PeriodMove.Close => PeriodEvents.Closed,
                PeriodMove.Reopen => PeriodEvents.Reopened,
                _ => throw new InvalidOperationException($"Unknown move {move}."),
            },
            fiscalYear, period, reason ?? "");
        return moved;
    }

    /// <summary>
    /// Posts the closing entries of a year and closes it. Refused: as <see cref="FiscalYearPeriods.CheckClosing"/> says,
    /// and whatever refuses an entry.
    /// </summary>
    public static async Task<Result<ClosedYear>> CloseYear(this WriteSession session, int fiscalYear)
    {
        ArgumentNullException.ThrowIfNull(session);
        var periods = await ReadPeriods(session, fiscalYear);
        if (periods.CheckClosing(session.Today, await EarlierOpenYear(session, fiscalYear)) is { } refusal) return refusal;

        var entries = new List<ClosingEntry>();
        foreach (var draft in YearClosing.Drafts(fiscalYear, await Balances(session, fiscalYear), session.Currency))
        {
            var posted = await session.Post(draft);
            if (posted.IsRefused) return posted.Refusal;
            entries.Add(new ClosingEntry(
                posted.Value.Reference, draft.Postings[0].Fund,
                draft.Postings.Select(line => new ClosingLine(line.Account, line.Amount.MinorUnits)).ToArray()));
        }

        session.SetPeriod(fiscalYear, FiscalYearPeriods.Closing, PeriodState.Closed);
        session.Audit(PeriodEvents.YearClosed, fiscalYear, string.Create(CultureInfo.InvariantCulture, $"{entries.Count}"));
        return new ClosedYear(fiscalYear, entries);
    }

    private static async Task<FiscalYearPeriods> ReadPeriods(WriteSession session, int fiscalYear)
    {
        var stored = await session.Db.Periods.AsNoTracking()
            .Where(period => period.FiscalYear == fiscalYear).ToListAsync();
        return new FiscalYearPeriods(fiscalYear, stored.ToDictionary(period => period.Period, period => period.State));
    }

    /// <summary>The earliest year before this one that has entries and is not closed.</summary>
    private static Task<int?> EarlierOpenYear(WriteSession session, int fiscalYear) => session.Db.EntrySeries.AsNoTracking()
        .Where(series => series.FiscalYear < fiscalYear && series.LastNumber > 0
            && !session.Db.Periods.Any(period => period.FiscalYear == series.FiscalYear
                && period.Period == FiscalYearPeriods.Closing && period.State == PeriodState.Closed))
        .OrderBy(series => series.FiscalYear).Select(series => (int?)series.FiscalYear).FirstOrDefaultAsync();

    private static async Task<IEnumerable<FundAccountBalance>> Balances(WriteSession session, int fiscalYear)
    {
        var sums = await session.Db.PeriodBalances.AsNoTracking()
            .Where(balance => balance.FiscalYear == fiscalYear)
            .GroupBy(balance => new { balance.FundId, balance.LedgerAccountId })
            .Select(group =>
                new { group.Key.FundId, group.Key.LedgerAccountId, Balance = group.Sum(balance => balance.Debit - balance.Credit) })
            .ToListAsync();
        var accounts = await session.Db.LedgerAccounts.AsNoTracking()
            .ToDictionaryAsync(account => account.Id, account => account.ToDomain());
        var funds = await session.Db.Funds.AsNoTracking()
            .ToDictionaryAsync(fund => fund.Id, fund => fund.ToDomain());
        return sums.Select(sum => new FundAccountBalance(funds[sum.FundId], accounts[sum.LedgerAccountId], sum.Balance));
    }
}
