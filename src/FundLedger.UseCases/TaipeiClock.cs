using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.UseCases;

/// <summary>The day it is where the books are kept.</summary>
public static class TaipeiClock
{
    public static LocalDate Today(this IClock clock) => clock.GetCurrentInstant().InTaipei();

    public static LocalDate InTaipei(this Instant instant) => instant.InZone(BooksTimeZone.Taipei).Date;
}
