using FundLedger.Data.Engines;

namespace FundLedger.Web.Jobs;

/// <summary>How the job server of a process behaves.</summary>
/// <param name="Storage">How soon a job of a server that has died is run by another: silence plus one poll, and the start of
/// the run.</param>
/// <param name="RetryAfter">Whole seconds before the second attempt, the third, …; after the last one the job has failed.</param>
/// <param name="Patience">
/// So long a run waits for another run of its job: one that was taken from a server which was only slow notices within a second
/// that it is not its any more, and ends.
/// </param>
/// <param name="Schedule">Between two looks at the schedule and at attempts that are due.</param>
public sealed record JobServerSettings(JobStorageSettings Storage, IReadOnlyList<int> RetryAfter, TimeSpan Patience, TimeSpan Schedule)
{
    /// <summary>
    /// The silence may be short: a server that is only slow keeps the job's own lock, so a server that takes the job over
    /// too soon does not run it at the same time.
    /// </summary>
    public static JobServerSettings Usual { get; } = new(
        new JobStorageSettings(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15), TimeSpan.FromDays(7)), [15, 60], TimeSpan.FromSeconds(10),
            TimeSpan.FromSeconds(5));
}
