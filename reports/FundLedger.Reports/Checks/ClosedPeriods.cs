using System.Globalization;
using System.Text.Json;
using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Entries lie in the period of their booking date; the audit trail leads each period to its present state, by permitted
/// moves, closed ones first; and nothing was recorded in a period while the trail says that it was closed, nothing but
/// corrections while it was soft-closed.
/// </summary>
internal static class ClosedPeriods
{
    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        var histories = new Dictionary<(int Year, int Period), List<(Instant At, PeriodState State)>>();
        foreach (var move in await snapshot.Rows<Move>("Checks.period-moves", new { account }))
        {
            if (Read(move) is not { } read) continue;
            if (!histories.TryGetValue(read.Key, out var history)) histories[read.Key] = history = [];
            var before = history.Count == 0 ? PeriodState.Open : history[^1].State;
            if (Next(before, move.Code) is { } state) history.Add((move.RecordedAt, state));
            else findings.Add($"The audit trail moves the period otherwise than permitted: {Name(read.Key)}, {move.Code} when {before}");
        }

        await CheckStates(snapshot, account, histories, findings);
        foreach (var day in await snapshot.Rows<Day>("Checks.closed-periods", new { account }))
        {
            findings.Examined += day.Entries;
            var inPeriod = day.BookingDate.Year == day.FiscalYear
                && (day.Period == day.BookingDate.Month || (
                    day.Period is FiscalYearPeriods.Adjustments or FiscalYearPeriods.Closing && day.BookingDate is { Month: 12, Day: 31 }));
            if (!inPeriod) findings.Add(string.Create(
                CultureInfo.InvariantCulture, $"The booking date is not in the period: {Name(day.Key)}, {day.BookingDate:uuuu-MM-dd}"));
            // Only days that got an entry after the first closing are looked at entry by entry.
            if (histories.TryGetValue(day.Key, out var history) && history.Count > 0 && day.LastRecordedAt > history[0].At)
            {
                await CheckEntries(snapshot, account, day, history, findings, stop);
            }
        }
    }

    private static async Task CheckStates(
        Snapshot snapshot, long account, Dictionary<(int Year, int Period), List<(Instant At, PeriodState State)>> histories,
            Findings findings)
    {
        var stored = (await snapshot.Rows<Stored>("Checks.period-states", new { account }))
            .ToDictionary(period => (Year: period.FiscalYear, period.Period), period => period.State);
        foreach (var key in histories.Keys.Union(stored.Keys).Order())
        {
            var trail = histories.TryGetValue(key, out var history) && history.Count > 0 ? history[^1].State : PeriodState.Open;
            var state = stored.GetValueOrDefault(key);
            if (state != trail)
                findings.Add($"The period is not where the audit trail leads: {Name(key)} is {state}, the trail says {trail}");
            if (state == PeriodState.Closed && key.Period > 1 && stored.GetValueOrDefault((key.Year, key.Period - 1)) != PeriodState.Closed)
            {
                findings.Add($"The period is closed and the one before it is not: {Name(key)}");
            }
        }
    }

    private static async Task CheckEntries(
        Snapshot snapshot, long account, Day day, List<(Instant At, PeriodState State)> history, Findings findings, CancellationToken stop)
    {
        await using var rows = await snapshot.Stream(
            "Checks.period-entries", new { account, year = day.FiscalYear, period = day.Period, date = day.BookingDate });
        while (await rows.ReadAsync(stop))
        {
            var (number, recordedAt, correction) = (rows.GetInt64(0), rows.Instant(1), rows.GetInt32(2) == 1);
            var state = history.LastOrDefault(change => change.At < recordedAt).State;
            var name = $"{new EntryReference(day.FiscalYear, number)}, {Name(day.Key)}";
            if (state == PeriodState.Closed) findings.Add($"An entry was recorded after the period was closed: {name}");
            if (state == PeriodState.SoftClosed && !correction)
                findings.Add($"An ordinary entry was recorded in a soft-closed period: {name}");
        }
    }

    private static PeriodState? Next(PeriodState before, string code) => (before, code) switch
    {
        (PeriodState.Open, PeriodEvents.SoftClosed) => PeriodState.SoftClosed,
        (PeriodState.SoftClosed, PeriodEvents.Closed) => PeriodState.Closed,
        (PeriodState.Closed, PeriodEvents.Reopened) => PeriodState.SoftClosed,
        (PeriodState.SoftClosed, PeriodEvents.Reopened) => PeriodState.Open,
        (PeriodState.Open, PeriodEvents.YearClosed) => PeriodState.Closed,
        _ => null,
    };

    /// <summary>Which period an event moves; its arguments begin with fiscal year and period, those of a year with the year.</summary>
    private static ((int Year, int Period) Key, string Code)? Read(Move move)
    {
        var arguments = JsonSerializer.Deserialize<string[]>(move.Arguments) ?? [];
        if (arguments.Length < 2 || Number(arguments[0]) is not { } year) return null;
        if (move.Code == PeriodEvents.YearClosed) return ((year, FiscalYearPeriods.Closing), move.Code);
        return Number(arguments[1]) is { } period ? ((year, period), move.Code) : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Name((int Year, int Period) key) =>
        string.Create(CultureInfo.InvariantCulture, $"period {key.Year}/{key.Period}");

    private sealed record Move(Instant RecordedAt, string Code, string Arguments);

    private sealed record Stored(int FiscalYear, int Period, PeriodState State);

    private sealed record Day(int FiscalYear, int Period, LocalDate BookingDate, Instant LastRecordedAt, long Entries)
    {
        public (int Year, int Period) Key => (FiscalYear, Period);
    }
}
