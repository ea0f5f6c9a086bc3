using NodaTime;

namespace FundLedger.IntegrationTests.Database;

/// <summary>
/// A clock that tests own: it stands where it was put and goes on a millisecond at each look, so that two readings
/// never agree. Safe to share between threads.
/// </summary>
public sealed class SteppingClock(Instant start) : IClock
{
    private readonly Lock gate = new();
    private Instant now = start;

    /// <summary>Wednesday, 1 July 2026, ten o'clock in Taipei.</summary>
    public static SteppingClock InJuly2026() => new(Instant.FromUtc(2026, 7, 1, 2, 0));

    public Instant GetCurrentInstant()
    {
        lock (gate)
        {
            now += Duration.FromMilliseconds(1);
            return now;
        }
    }

    /// <summary>Ten o'clock in Taipei of that day; may also go back.</summary>
    public void Set(LocalDate date)
    {
        lock (gate) now = date.At(new LocalTime(2, 0)).InUtc().ToInstant();
    }

    public void Advance(Duration duration)
    {
        lock (gate) now += duration;
    }
}
