using NodaTime;

namespace FundLedger.Reports;

/// <summary>An account's debits and credits (in a fund, when the question is by fund) in minor units; balance is debit positive.</summary>
internal sealed record AccountBalance(long LedgerAccountId, long FundId, long Debit, long Credit)
{
    public long Balance => Debit - Credit;
}

/// <summary>Which postings count: those booked up to a date, of one fund or all.</summary>
/// <param name="AsOf">Null: to the end.</param>
/// <param name="ByFund">Balances of each fund by itself instead of their sum.</param>
internal sealed record BalanceQuestion(long Account, LocalDate? AsOf, long? Fund = null, bool ByFund = false);

/// <summary>
/// Balances up to a booking date, of the entries that count: right for back-dated entries, because dates decide about
/// dates and numbers about what was known. Whole periods come from the projection, single postings only for the month of
/// the date and for what was recorded later than asked (or earlier, when that is less).
/// </summary>
internal static class Balances
{
    private const int MiddleOfMonth = 15;
    private static readonly LocalDate Never = new(1, 1, 1);
    private static readonly LocalDate Always = new(9998, 12, 31);

    public static async Task<IReadOnlyList<AccountBalance>> Read(
        Snapshot snapshot, BalanceQuestion question, IReadOnlyList<CountedYear> years)
    {
        var sums = new Dictionary<(long Account, long Fund), (long Debit, long Credit)>();
        var counted = years.Where(year => year.Counted > 0 && (question.AsOf is not { } date || year.FiscalYear <= date.Year)).ToArray();
        for (var first = 0; first < counted.Length; first++)
        {
            var year = counted[first];
            if (year.CountsMostly)
            {
                // Neighbouring years are read together; a year of which something does not count ends the run.
                var last = first;
                while (counted[last].IsWhole && last + 1 < counted.Length && counted[last + 1].CountsMostly) last++;
                Add(await Projected(snapshot, question, year.FiscalYear, counted[last].FiscalYear));
                if (!counted[last].IsWhole)
                    Add(await Numbered(snapshot, question, counted[last].FiscalYear, counted[last].Counted + 1, long.MaxValue, -1));
                first = last;
            }
            else
            {
                Add(await Numbered(snapshot, question, year.FiscalYear, 1, year.Counted, 1));
            }
        }

        return sums.Select(sum => new AccountBalance(sum.Key.Account, sum.Key.Fund, sum.Value.Debit, sum.Value.Credit)).ToArray();

        void Add(IReadOnlyList<AccountBalance> rows)
        {
            foreach (var row in rows)
            {
                var sofar = sums.GetValueOrDefault((row.LedgerAccountId, row.FundId));
                sums[(row.LedgerAccountId, row.FundId)] = (sofar.Debit + row.Debit, sofar.Credit + row.Credit);
            }
        }
    }

    private static Task<IReadOnlyList<AccountBalance>> Projected(Snapshot snapshot, BalanceQuestion question, int firstYear, int lastYear)
    {
        var (period, sign, first, last) = Cut(question.AsOf, lastYear);
        return snapshot.Rows<AccountBalance>("TrialBalance.balances", new
        {
            account = question.Account,
            firstYear,
            year = lastYear,
            period,
            sign,
            first,
            last,
            fund = question.Fund,
            byFund = question.ByFund ? 1 : 0,
        });
    }

    private static Task<IReadOnlyList<AccountBalance>> Numbered(
        Snapshot snapshot, BalanceQuestion question, int year, long first, long last, long sign) =>
        snapshot.Rows<AccountBalance>("TrialBalance.numbered", new
        {
            account = question.Account,
            year,
            first,
            last,
            sign,
            date = question.AsOf ?? Always,
            fund = question.Fund,
            byFund = question.ByFund ? 1 : 0,
        });

    /// <summary>
    /// How many whole periods of the last year count, and which postings of the cut month are added, or taken away when
    /// that is the smaller part. Periods 13 and 14 are booked on 31 December, so they go with the end of that month.
    /// </summary>
    private static (int Period, long Sign, LocalDate First, LocalDate Last) Cut(LocalDate? asOf, int year)
    {
        const int wholeYear = 14;
        if (asOf is not { } date || date.Year > year) return (wholeYear, 1, Always, Never);
        var first = new LocalDate(date.Year, date.Month, 1);
        var last = first.PlusMonths(1).PlusDays(-1);
        var month = date.Month == 12 ? wholeYear : date.Month;
        if (date == last) return (month, 1, Always, Never);
        return date.Day > MiddleOfMonth
            ? (month, -1, date.PlusDays(1), last)
            : (date.Month - 1, 1, first, date);
    }
}
