using System.Text.RegularExpressions;
using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Web.Display;

/// <summary>
/// Reads dates as people in Taiwan type them: <c>115年11月21日</c>, <c>115/11/21</c>, <c>1151121</c> (Republic years,
/// two or three digits) and <c>2026-11-21</c>, <c>2026/11/21</c>, <c>20261121</c> (common era), in full-width digits too.
/// </summary>
internal static partial class RocDates
{
    /// <summary>Refused: <see cref="DisplayRefusals.DateNotReadable"/>, <see cref="DisplayRefusals.DateDoesNotExist"/>.</summary>
    public static Result<LocalDate> Parse(string? text)
    {
        var typed = FullWidth.ToAscii(text).Trim();
        var parts = Separated().Match(typed);
        if (!parts.Success) parts = Compact().Match(typed);
        if (!parts.Success) return DisplayRefusals.DateNotReadable(typed);

        var written = parts.Groups["year"];
        var year = Number(written.Value);
        // Four digits are a common-era year; a named 民國 year has at most three.
        if (written.Length < 4) year += RepublicCalendar.YearOffset;
        var (month, day) = (Number(parts.Groups["month"].Value), Number(parts.Groups["day"].Value));
        if (year is < 1912 or > 2199 || month is < 1 or > 12 || day < 1 ||
            day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return DisplayRefusals.DateDoesNotExist(typed);
        }

        return new LocalDate(year, month, day);
    }

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:中華民國|民國)?\s*(?<year>[0-9]{2,4})\s*(?:年|[-/.])\s*(?<month>[0-9]{1,2})\s*(?:月|[-/.])\s*(?<day>[0-9]{1,2})\s*日?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Separated();

    [GeneratedRegex("^(?<year>[0-9]{3,4})(?<month>[0-9]{2})(?<day>[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();
}
