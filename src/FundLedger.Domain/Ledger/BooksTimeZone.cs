using NodaTime;

namespace FundLedger.Domain.Ledger;

/// <summary>Where the books are kept: an instant's booking date is the day it is there.</summary>
public static class BooksTimeZone
{
    public static DateTimeZone Taipei { get; } = DateTimeZoneProviders.Tzdb["Asia/Taipei"];
}
