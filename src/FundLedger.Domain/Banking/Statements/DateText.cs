using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>Dates as banks write them.</summary>
internal static partial class DateText
{
    private const int EarliestYear = 1912;

    /// <summary>
    /// XML Schema date or date and time; the calendar day is taken as written, without shifting time zones: it is the
    /// bank's booking day. Refused: <see cref="StatementRefusals.StatementDateNotReadable"/>.
    /// </summary>
    public static Result<LocalDate> ReadXml(string text, int line, string column)
    {
        var match = XmlDate().Match(text);
        var date = match.Success ? LocalDatePattern.Iso.Parse(match.Groups["date"].Value) : null;
        return date is { Success: true } ? date.Value : StatementRefusals.StatementDateNotReadable(line, column, text);
    }

    /// <summary>
    /// Year, month, day: 2026-11-21, 2026/11/21, 20261121, and years of the Republic 115/11/21, 115年11月21日, 1151121, 01151121;
    /// full-width digits too; a time of day after it is passed over. A year below 1000 is one of the Republic and must
    /// have three digits (99/1/2 could mean too many things). Refused: <see cref="StatementRefusals.StatementDateNotReadable"/>.
    /// </summary>
    public static Result<LocalDate> ReadWritten(string text, int line, string column)
    {
        var match = WrittenDate().Match(text.Normalize(NormalizationForm.FormKC));
        if (match.Success)
        {
            var year = Number(match, "year");
            if (year < 1000) year += RepublicCalendar.YearOffset;
            int month = Number(match, "month"), day = Number(match, "day");
            if (year >= EarliestYear && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month))
            {
                return new LocalDate(year, month, day);
            }
        }

        return StatementRefusals.StatementDateNotReadable(line, column, text);
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\s*(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[-+][0-9]{2}:[0-9]{2})?\s*$")]
    private static partial Regex XmlDate();

    [GeneratedRegex(
        @"^\s*(?:民國)?\s*(?:"
        + @"(?<year>[0-9]{3,4})(?<separator>[-/.])(?<month>[0-9]{1,2})\k<separator>(?<day>[0-9]{1,2})"
        + @"|(?<year>[0-9]{3,4})\s*年\s*(?<month>[0-9]{1,2})\s*月\s*(?<day>[0-9]{1,2})\s*日"
        + @"|0?(?<year>[1-9][0-9]{2}|[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})"
        + @")(?:[\sT]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s*$")]
    private static partial Regex WrittenDate();
}
