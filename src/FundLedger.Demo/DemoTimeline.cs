using FundLedger.Domain.Ledger;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>
/// What happens when, in the order of time: steps are put in by their moment and run one after another. Steps of one
/// moment keep the order they were put in; steps after the story's end do not happen.
/// </summary>
public sealed class DemoTimeline(Instant end)
{
    private readonly List<(Instant At, string Name, Func<CancellationToken, Task> Run)> steps = [];

    public Instant End => end;

    public LocalDate Today => end.InZone(BooksTimeZone.Taipei).Date;

    public static Instant At(LocalDate date, int hour, int minute = 0) =>
        date.At(new LocalTime(hour, minute)).InZoneLeniently(BooksTimeZone.Taipei).ToInstant();

    /// <summary>The day itself, or the Monday after a weekend.</summary>
    public static LocalDate Workday(LocalDate date) => date.DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => date.PlusDays(2),
        IsoDayOfWeek.Sunday => date.PlusDays(1),
        _ => date,
    };

    /// <summary>The day itself, or the Friday before a weekend.</summary>
    public static LocalDate WorkdayBefore(LocalDate date) => date.DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => date.PlusDays(-1),
        IsoDayOfWeek.Sunday => date.PlusDays(-2),
        _ => date,
    };

    public void Add(Instant at, string name, Func<CancellationToken, Task> run) => steps.Add((at, name, run));

    public async Task Run(DemoClock clock, Action<LocalDate, string> before, CancellationToken stop)
    {
        foreach (var (at, name, run) in steps.Where(step => step.At <= end).OrderBy(step => step.At))
        {
            stop.ThrowIfCancellationRequested();
            clock.Set(at);
            before(at.InZone(BooksTimeZone.Taipei).Date, name);
            await run(stop);
        }
    }
}
