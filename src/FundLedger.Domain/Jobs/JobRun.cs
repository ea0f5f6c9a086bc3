using NodaTime;

namespace FundLedger.Domain.Jobs;

public enum JobRunOutcome
{
    /// <summary>It has not ended, or the process that ran it is gone and no later run has noticed yet.</summary>
    Running = 1,
    Succeeded = 2,

    /// <summary>It was refused or failed; its message gives the reason.</summary>
    Failed = 3,

    /// <summary>The server was stopped, or lost its lock, while it ran.</summary>
    Interrupted = 4,

    /// <summary>Its process died or lost its lock; the next run of the same job has closed it.</summary>
    Abandoned = 5,

    /// <summary>It did nothing, for another run of the same job was going on.</summary>
    Skipped = 6,
}

/// <summary>
/// One attempt to run a job: kept for years, independent of what the job server keeps. It is written when it begins and once more
/// when it ends; the database refuses changes after that.
/// </summary>
public sealed class JobRun
{
    public const int LongestJob = 60;

    public long DedicatedAccountId { get; init; }

    public long Id { get; init; }

    /// <summary>The job's name, also of a job that this version no longer has.</summary>
    public required string Job { get; init; }

    /// <summary>The scheduled moment of this run: the last one missed, when it catches up. Null when a person started it.</summary>
    public Instant? ScheduledFor { get; init; }

    /// <summary>Machine and process that ran it.</summary>
    public required string Server { get; init; }

    /// <summary>1, and one more each time the same run is tried again after a failure.</summary>
    public int Attempt { get; init; }

    /// <summary>The person who started it by hand, or the scheduler.</summary>
    public long StartedBy { get; init; }

    public Instant StartedAt { get; init; }

    public Instant? EndedAt { get; private set; }

    public JobRunOutcome Outcome { get; private set; } = JobRunOutcome.Running;

    /// <summary>A <see cref="JobMessage"/> as it is stored.</summary>
    public string? Message { get; private set; }

    /// <summary>Closes the run; closing it twice is a bug.</summary>
    public void End(JobRunOutcome outcome, JobMessage message, Instant at)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Outcome != JobRunOutcome.Running || outcome == JobRunOutcome.Running)
            throw new InvalidOperationException($"Run {Id} is {Outcome} and cannot become {outcome}.");
        (Outcome, Message, EndedAt) = (outcome, message.ToStored(), at);
    }
}
