namespace FundLedger.Domain.Ledger;

/// <summary>Years of the Republic (民國), by which offices in Taiwan count: year 1 is 1912.</summary>
public static class RepublicCalendar
{
    /// <summary>Added to a year of the Republic it gives the year of the common era.</summary>
    public const int YearOffset = 1911;
}
