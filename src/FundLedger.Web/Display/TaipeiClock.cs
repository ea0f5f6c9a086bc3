using FundLedger.Data.Writing;
using NodaTime;

namespace FundLedger.Web.Display;

/// <summary>The day it is where the books are kept.</summary>
internal static class TaipeiClock
{
    public static LocalDate Today(this IClock clock) => clock.GetCurrentInstant().InTaipei();

    public static LocalDate InTaipei(this Instant instant) => instant.InZone(BooksTimeZone.Taipei).Date;
}
