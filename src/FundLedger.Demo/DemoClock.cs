using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// Shows the day the demo's story has reached, so that recorded instants, ages and "as known at" look realistic.
/// Never later than the real now.
/// </summary>
public sealed class DemoClock(Instant latest) : IClock
{
    private readonly Instant latest = latest;
    private Instant now = latest;

    public void Set(Instant moment) => now = Instant.Min(moment, latest);

    public Instant GetCurrentInstant() => now;
}
