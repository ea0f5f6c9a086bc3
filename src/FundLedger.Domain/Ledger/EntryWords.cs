using System.Globalization;
using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>How an entry's description says things: in the language the books are kept in, with years of the Republic.</summary>
public static class EntryWords
{
    private const int MonthsOfQuarter = 3;

    /// <summary>A whole year, half, quarter or month by its name (<c>114年第4季</c>); else from which day to which.</summary>
    public static string Period(LocalDate from, LocalDate to)
    {
        var last = from.PlusMonths(1).PlusDays(-1);
        var months = 1;
        while (last < to) last = from.PlusMonths(++months).PlusDays(-1);
        var begins = from.Day == 1 && last == to && from.Month % months == 1 % months;
        return (begins, months) switch
        {
            (true, 1) => Text($"{Year(from)}年{from.Month}月"),
            (true, MonthsOfQuarter) => Text($"{Year(from)}年第{(from.Month / MonthsOfQuarter) + 1}季"),
            (true, 2 * MonthsOfQuarter) => Text($"{Year(from)}年{(from.Month == 1 ? '上' : '下')}半年"),
            (true, 12) => Text($"{Year(from)}年"),
            _ => $"{Day(from)}至{Day(to)}",
        };
    }

    /// <summary>The fiscal year's number in the Republic's calendar.</summary>
    public static int Year(int fiscalYear) => fiscalYear - RepublicCalendar.YearOffset;

    private static int Year(LocalDate date) => Year(date.Year);

    private static string Day(LocalDate date) => Text($"{Year(date)}年{date.Month}月{date.Day}日");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
