using FundLedger.Domain;
using FundLedger.Domain.Ledger;
using NodaTime;
using NodaTime.Text;

namespace FundLedger.Web.Display;

/// <summary>
/// Reads the instant of an "as known at": <c>2026-07-01T02:00:00Z</c>, one with an offset
/// (<c>2026-07-01T10:00:00+08:00</c>), or a date as people type it, which means the end of that day in Taipei.
/// </summary>
internal static class KnownInstants
{
    /// <summary>Refused: <see cref="DisplayRefusals.InstantNotReadable"/>.</summary>
    public static Result<Instant> Parse(string? text)
    {
        var typed = FullWidth.ToAscii(text).Trim();
        // A plus sign that is not escaped in an address arrives as a space.
        if (InstantPattern.ExtendedIso.Parse(typed) is { Success: true } instant) return instant.Value;
        if (OffsetDateTimePattern.ExtendedIso.Parse(typed.Replace(' ', '+')) is { Success: true } offset) return offset.Value.ToInstant();
        var date = RocDates.Parse(typed);
        if (date.IsRefused) return DisplayRefusals.InstantNotReadable(typed);
        return EndOf(date.Value);
    }

    /// <summary>The last instant of the day in Taipei.</summary>
    public static Instant EndOf(LocalDate date) => BooksTimeZone.Taipei.AtStartOfDay(date.PlusDays(1)).ToInstant() - Duration.FromTicks(1);
}
