using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// Stands on the day the demo's story has come to, so that recorded instants, ages and "as known at" look lived in.
/// Never later than the real now.
/// </summary>
public sealed class DemoClock(Instant latest) : IClock
{
    private readonly Instant latest = latest;
    private Instant now = latest;

    public void Set(Instant moment) => now = Instant.Min(moment, latest);

    public Instant GetCurrentInstant() => now;
}
