using NodaTime;

namespace FundLedger.Domain.Banking.Statements;

/// <summary>The order in which a file lists its lines, as their dates tell it.</summary>
internal static class BookingOrder
{
    /// <summary>Positive when dates rise, negative when they fall, zero when all lines are of one day; null when they do both.</summary>
    public static int? Of(IEnumerable<LocalDate> days)
    {
        int? order = 0;
        LocalDate? last = null;
        foreach (var day in days)
        {
            var step = last is { } before ? Math.Sign(day.CompareTo(before)) : 0;
            if (step != 0 && order == -step) order = null;
            if (order is null) return null;
            if (step != 0) order = step;
            last = day;
        }

        return order;
    }

    /// <summary>Oldest first. Where a file has no balance on its lines, dates are all there is.</summary>
    public static IReadOnlyList<StatementEntry> OldestFirst(IReadOnlyList<StatementEntry> entries) =>
        Of(entries.Select(entry => entry.BookingDate)) < 0 ? [.. entries.Reverse()] : entries;
}
