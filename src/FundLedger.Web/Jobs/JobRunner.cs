using FundLedger.Data.Writing;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Jobs;
using Hangfire.Server;
using Hangfire.Storage;
using NodaTime;

namespace FundLedger.Web.Jobs;

/// <summary>
/// What the job server calls, whatever the job; its signature lies in the storage with every job that waits. An exception
/// makes the server try again, and after the last attempt say that the job failed.
/// </summary>
public sealed class JobRunner(
    RunJob runJob, JobTable jobs, PeopleDirectory people, JobServerSettings settings, ILogger<JobRunner> logger)
{
    /// <param name="name">The job's name; one that this version does not have fails.</param>
    /// <param name="startedBy">The person who requested it; null: the schedule.</param>
    /// <param name="context">The job server's own.</param>
    /// <param name="stop">The job server's own: cancelled when the server is stopped.</param>
    public async Task Run(string name, long? startedBy, PerformContext context, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await RunOnce(name, startedBy, context, stop);
        }
        catch (Exception error) when (error is not JobFailedException)
        {
            // A server that is stopped gives its job back, whatever the stopping broke.
            stop.ThrowIfCancellationRequested();
            // The job server would keep an exception's words and stack; they are for the log.
            logger.LogError(error, "Job {Job} could not be run", name);
            throw new JobFailedException(JobMessage.Of(error).ToString());
        }
    }

    private async Task RunOnce(string name, long? startedBy, PerformContext context, CancellationToken stop)
    {
        var job = jobs.Find(name) ?? throw new JobFailedException(JobRefusals.JobNotFound(name).ToString());
        var scheduler = await people.FindActor(AccountSetup.SchedulerName, RequestSource.Job, stop)
            ?? throw new JobFailedException("The scheduler is not a person of these books.");
        var ran = await runJob.Run(job, Start(job, startedBy, context), scheduler, stop);
        if (ran.IsRefused)
        {
            // Another run is in progress; the row of the run records it, and there is nothing to retry.
            if (ran.Refusal.Code == nameof(JobRefusals.JobAlreadyRunning)) return;
            throw new JobFailedException(ran.Refusal.ToString());
        }

        // Given back by a server that is stopped: the next one runs it again at once.
        if (ran.Value.Outcome == JobRunOutcome.Interrupted) stop.ThrowIfCancellationRequested();
        if (ran.Value.Outcome != JobRunOutcome.Succeeded) throw new JobFailedException(ran.Value.Message.ToString());
    }

    /// <summary>A run after missed nights counts as the run of the last one.</summary>
    private JobStart Start(Job job, long? startedBy, PerformContext context)
    {
        var created = Instant.FromDateTimeUtc(DateTime.SpecifyKind(context.BackgroundJob.CreatedAt, DateTimeKind.Utc));
        return new JobStart(startedBy, startedBy is null ? job.LastUntil(created)
            : null, context.GetJobParameter<int>("RetryCount") + 1, settings.Patience);
    }
}

/// <summary>
/// The run failed, and its row or the log says why. The cause is not carried along: the job server would keep its text
/// and stack.
/// </summary>
public sealed class JobFailedException(string message) : Exception(message);
