using Cronos;
using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.People;
using NodaTime;

namespace FundLedger.UseCases.Jobs;

/// <summary>Runs a job's use case as the given actor, the scheduler.</summary>
public delegate Task<Result<JobMessage>> JobWork(IServiceProvider services, Actor scheduler, CancellationToken stop);

/// <summary>Something the application does by itself, declared beside its use case in <c>&lt;Noun&gt;Feature.cs</c>.</summary>
/// <param name="Name">Lower-case letters and hyphens; permanent, for runs are kept under it.</param>
/// <param name="Description">Key of what it does among the terms.</param>
/// <param name="Cron">Minute, hour, day of month, month, day of week, in Asia/Taipei.</param>
/// <param name="Work">Every attempt may run twice: doing it again changes nothing.</param>
public sealed record Job(string Name, string Description, string Cron, JobWork Work)
{
    private static readonly TimeZoneInfo Taipei = TimeZoneInfo.FindSystemTimeZoneById(BooksTimeZone.Taipei.Id);

    /// <summary>A missed run is caught up only within this time; for a yearly job it is the time between two.</summary>
    private static readonly Duration LongestInterval = Duration.FromDays(366);

    private readonly CronExpression schedule = CronExpression.Parse(Cron);

    /// <summary>The first moment of the schedule after this one; null when there is none.</summary>
    public Instant? NextAfter(Instant moment) =>
        schedule.GetNextOccurrence(moment.ToDateTimeUtc(), Taipei) is { } next ? Instant.FromDateTimeUtc(next) : null;

    /// <summary>The last moment of the schedule up to and including this one; null when there was none within a year.</summary>
    public Instant? LastUntil(Instant moment)
    {
        // Looked for backwards, over more and more time: quarters of an hour in a year would be many.
        for (var back = Duration.FromMinutes(15); ; back += back)
        {
            var last = schedule.GetOccurrences(
                (moment - back).ToDateTimeUtc(), moment.ToDateTimeUtc(), Taipei, fromInclusive: true, toInclusive: true).LastOrDefault();
            if (last != default) return Instant.FromDateTimeUtc(last);
            if (back > LongestInterval) return null;
        }
    }
}

/// <summary>The jobs of a process: those of <see cref="Features"/>.</summary>
public sealed record JobTable(IReadOnlyList<Job> All)
{
    /// <summary>Null for a name this version does not have.</summary>
    public Job? Find(string name) => All.SingleOrDefault(job => job.Name == name);
}
