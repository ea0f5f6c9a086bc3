using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Entries lie in the period of their booking date, and nothing was recorded in a closed period after the audit trail
/// says that it was closed.
/// </summary>
internal static class ClosedPeriods
{
    /// <summary>Code of the audit event that closes a period; its arguments are fiscal year and period.</summary>
    private const string PeriodClosed = "PeriodClosed";
    private const int YearEnd = 13;

    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        var closed = new Dictionary<(int, int), Instant>();
        foreach (var closing in await snapshot.Rows<Closing>("Checks.closings", new { account, code = PeriodClosed }))
        {
            if (Read(closing.Arguments) is { } period) closed[period] = closing.RecordedAt;
        }

        foreach (var day in await snapshot.Rows<Day>("Checks.closed-periods", new { account }))
        {
            findings.Examined += day.Entries;
            var inPeriod = day.BookingDate.Year == day.FiscalYear && (day.Period == day.BookingDate.Month || day.Period == YearEnd);
            if (!inPeriod) findings.Add(string.Create(CultureInfo.InvariantCulture, $"The booking date is not in the period: {day.Name}, {day.BookingDate:uuuu-MM-dd}"));
            if (day.State != 0 && closed.TryGetValue((day.FiscalYear, day.Period), out var at) && day.LastRecordedAt > at)
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"An entry was recorded after the period was closed: {day.Name}, {day.BookingDate:uuuu-MM-dd}"));
            }
        }
    }

    private static (int Year, int Period)? Read(string arguments) => JsonSerializer.Deserialize<string[]>(arguments) is [var year, var period, ..]
        && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var knownYear)
        && int.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var knownPeriod)
            ? (knownYear, knownPeriod)
            : null;

    private sealed record Closing(Instant RecordedAt, string Arguments);

    private sealed record Day(int FiscalYear, int Period, LocalDate BookingDate, Instant LastRecordedAt, long Entries, int State)
    {
        public string Name => string.Create(CultureInfo.InvariantCulture, $"period {FiscalYear}/{Period}");
    }
}
