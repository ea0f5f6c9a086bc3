using System.Diagnostics;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FundLedger.UseCases.Jobs;

/// <summary>How a run came about.</summary>
/// <param name="StartedBy">The person who started it by hand; null: the scheduler.</param>
/// <param name="ScheduledFor">The scheduled moment of this run; null when a person started it.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Patience">So long it waits for another run of the job to end.</param>
public sealed record JobStart(long? StartedBy, Instant? ScheduledFor, int Attempt, TimeSpan Patience = default)
{
    /// <summary>This process, as it is shown to people.</summary>
    public static string Server { get; } = FormattableString.Invariant($"{Environment.MachineName}:{Environment.ProcessId}");

    public static JobStart ByHand(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new JobStart(actor.Scheduler ? null : actor.PersonId, null, 1);
    }
}

/// <summary>How a run ended.</summary>
public sealed record EndedRun(JobRunOutcome Outcome, JobMessage Message);

/// <summary>
/// Runs a job in this process, never beside another run of it on any server, and keeps a row of the run: one write when it
/// begins, one when it ends. The work is done as the scheduler, also when a person started it.
/// </summary>
/// <remarks>
/// The lock is a session's of the database and goes with the process. The job server has locks of its own
/// (<c>DisableConcurrentExecution</c>), but on PostgreSQL they are rows that outlive a killed process by minutes and are
/// taken from a run that lasts longer; and they do not know a run from the command line.
/// </remarks>
public sealed class RunJob(
    AuthorizedLedger ledger, LedgerConnections connections, ServedAccount account, PeopleDirectory people, IServiceProvider services,
        ILogger<RunJob> logger)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.RunJobs;

    /// <param name="actor">Who asks: a person, or the scheduler.</param>
    /// <returns>How it ended, also when it failed. Refused: JobAlreadyRunning, NotPermitted.</returns>
    public async Task<Result<EndedRun>> Run(Job job, JobStart start, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(start);
        if (await ledger.CheckPermission(Policy, actor, stop) is { } refused) return refused;
        await using var jobLock = await TakeLock(job, start.Patience, stop);
        if (jobLock is null)
        {
            var skipped = await Write(actor, session => Skip(session, job, start), stop);
            return skipped.IsRefused ? skipped.Refusal : JobRefusals.JobAlreadyRunning(job.Name);
        }

        var run = await Write(actor, session => Begin(session, job, start, stop), stop);
        if (run.IsRefused) return run.Refusal;
        logger.LogInformation("Job {Job} begins, attempt {Attempt}", job.Name, start.Attempt);
        var outcome = await Work(job, jobLock.Lost, stop);
        logger.LogInformation("Job {Job}: {Outcome} {Message}", job.Name, outcome.Outcome, outcome.Message);
        // Written down also while the server is being stopped.
        var written = await Write(actor, session => End(session, run.Value, outcome), CancellationToken.None);
        return written.IsRefused ? written.Refusal : outcome;
    }

    private async Task<SessionLock?> TakeLock(Job job, TimeSpan patience, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var jobLock = await SessionLock.TryTake(
                connections.Engine, connections.Ledger, $"fundledger/{account.Code}/job/{job.Name}", stop);
            if (jobLock is not null || waited.Elapsed >= patience) return jobLock;
            await Task.Delay(BetweenTries, stop);
        }
    }

    private async Task<EndedRun> Work(Job job, CancellationToken lost, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lost, stop);
        try
        {
            var scheduler = await people.FindActor(AccountSetup.SchedulerName, RequestSource.Job, either.Token)
                ?? throw new InvalidOperationException("The scheduler is not a person of these books.");
            var result = await job.Work(services, scheduler, either.Token);
            return result.IsRefused
                ? new EndedRun(JobRunOutcome.Failed, JobMessage.Of(result.Refusal))
                : new EndedRun(JobRunOutcome.Succeeded, result.Value);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return new EndedRun(JobRunOutcome.Interrupted, new JobMessage("Stopped"));
        }
        catch (Exception) when (lost.IsCancellationRequested)
        {
            return new EndedRun(JobRunOutcome.Interrupted, new JobMessage("LockLost"));
        }
        catch (Exception error)
        {
            logger.LogError(error, "Job {Job} broke", job.Name);
            return new EndedRun(JobRunOutcome.Failed, JobMessage.Of(error));
        }
    }

    private Task<Result<long>> Write(Actor actor, Func<WriteSession, Task<Result<long>>> decide, CancellationToken stop)
    {
        var key = "job-run-" + PublicCode.New();
        return ledger.Write(Policy, new UseCaseRequest(key, actor, key), decide, stop);
    }

    /// <summary>We hold the lock: a run of this job that has not ended is one whose process, or whose lock, is gone.</summary>
    private static async Task<Result<long>> Begin(WriteSession session, Job job, JobStart start, CancellationToken stop)
    {
        var open = await session.Db.JobRuns
            .Where(run => run.Job == job.Name && run.EndedAt == null).ToListAsync(stop);
        foreach (var left in open) left.End(JobRunOutcome.Abandoned, new JobMessage("ProcessDied"), session.NextInstant());
        return Add(session, job, start).Id;
    }

    private static Task<Result<long>> Skip(WriteSession session, Job job, JobStart start)
    {
        var run = Add(session, job, start);
        run.End(JobRunOutcome.Skipped, JobMessage.Of(JobRefusals.JobAlreadyRunning(job.Name)), run.StartedAt);
        return Task.FromResult<Result<long>>(run.Id);
    }

    /// <summary>A run whose lock was lost may have been closed by the one that came after it; what that wrote stays.</summary>
    private static async Task<Result<long>> End(WriteSession session, long id, EndedRun ended)
    {
        var run = await session.Db.JobRuns.SingleAsync(row => row.Id == id);
        if (run.Outcome == JobRunOutcome.Running) run.End(ended.Outcome, ended.Message, session.NextInstant());
        return id;
    }

    private static JobRun Add(WriteSession session, Job job, JobStart start)
    {
        var run = new JobRun
        {
            DedicatedAccountId = session.AccountId,
            Id = session.NewId(),
            Job = job.Name,
            ScheduledFor = start.ScheduledFor,
            Server = JobStart.Server,
            Attempt = start.Attempt,
            StartedBy = start.StartedBy ?? session.Actor.PersonId,
            StartedAt = session.NextInstant(),
        };
        session.Db.JobRuns.Add(run);
        return run;
    }
}
