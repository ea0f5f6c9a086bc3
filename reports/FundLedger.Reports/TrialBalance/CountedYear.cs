using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports;

/// <summary>Of a fiscal year's entries, the first ones count: number 1 to <paramref name="Counted"/>.</summary>
internal sealed record CountedYear(int FiscalYear, long LastNumber, long Counted)
{
    public bool IsWhole => Counted == LastNumber;

    /// <summary>Taking away what does not count is less work than adding up what does.</summary>
    public bool CountsMostly => LastNumber - Counted <= Counted;

    /// <summary>
    /// The years that have entries, ascending, and how many of their entries were recorded by an instant. Numbers are
    /// given in the order of recording, so looking at some twenty entries of a year is enough.
    /// </summary>
    /// <param name="knownAt">Null: everything recorded so far.</param>
    /// <param name="beforeClosing">The year whose closing entries, its last ones, do not count.</param>
    public static async Task<IReadOnlyList<CountedYear>> Read(
        Snapshot snapshot, long account, Instant? knownAt = null, int? beforeClosing = null)
    {
        var series = await snapshot.Rows<Series>("TrialBalance.years", new { account });
        var years = new List<CountedYear>(series.Count);
        foreach (var (year, last) in series)
        {
            var counted = knownAt is null && year != beforeClosing ? last : await Count(year, last);
            years.Add(new CountedYear(year, last, counted));
        }

        return years;

        async Task<long> Count(int year, long last)
        {
            if (await Counts(year, last)) return last;
            var (counted, not) = (0L, last);
            while (not - counted > 1)
            {
                var middle = counted + ((not - counted) / 2);
                if (await Counts(year, middle)) counted = middle;
                else not = middle;
            }

            return counted;
        }

        async Task<bool> Counts(int year, long number)
        {
            var entry = await snapshot.RowOrNull<Entry>("TrialBalance.entry", new { account, year, number });
            return entry is not null && (knownAt is not { } at || entry.RecordedAt <= at)
                && (year != beforeClosing || entry.Period != FiscalYearPeriods.Closing);
        }
    }

    private sealed record Series(int FiscalYear, long LastNumber);

    private sealed record Entry(Instant RecordedAt, int Period);
}
