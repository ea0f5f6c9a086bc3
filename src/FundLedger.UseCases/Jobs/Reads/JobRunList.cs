using FundLedger.Domain;
using FundLedger.Domain.Jobs;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.UseCases.Jobs.Reads;

public sealed record JobRunFilter(string? Job = null, JobRunOutcome? Outcome = null);

/// <param name="StartedBy">Null: the schedule.</param>
public sealed record JobRunRow(
    string Job, JobRunOutcome Outcome, Instant? ScheduledFor, Instant StartedAt, Instant? EndedAt, string Server, int Attempt,
        string? StartedBy,
    JobMessage? Message);

/// <param name="NextRun">Null when there is none.</param>
/// <param name="LastRun">Null before the first.</param>
public sealed record JobRow(Job Job, Instant? NextRun, JobRunRow? LastRun);

/// <summary>Reads the jobs with what became of them.</summary>
public sealed class JobRunList(AuthorizedReader reader)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.SeeJobs;

    /// <summary>Every run, the newest first.</summary>
    public Task<Result<PageOf<JobRunRow>>> Read(Actor actor, JobRunFilter filter, int number, CancellationToken stop) =>
        reader.Read(Policy, actor, async db =>
    {
        ArgumentNullException.ThrowIfNull(filter);
        var runs = db.JobRuns.AsQueryable();
        if (!string.IsNullOrEmpty(filter.Job)) runs = runs.Where(run => run.Job == filter.Job);
        if (filter.Outcome is { } outcome) runs = runs.Where(run => run.Outcome == outcome);
        var total = await runs.LongCountAsync(stop);
        var page = Paging.Within(number, Paging.DefaultSize, total);
        var rows = await (
            from run in runs
            join person in db.People on run.StartedBy equals person.Id
            orderby run.Id descending
            select new { Run = run, person.DisplayName })
            .Skip((page - 1) * Paging.DefaultSize).Take(Paging.DefaultSize).ToListAsync(stop);
        return new PageOf<JobRunRow>([.. rows.Select(row => Row(row.Run, row.DisplayName))], page, Paging.DefaultSize, total);
    }, stop);

    public Task<Result<IReadOnlyList<JobRow>>> Jobs(
        Actor actor, JobTable jobs, Instant now, CancellationToken stop) => reader.Read<IReadOnlyList<JobRow>>(Policy, actor, async db =>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var rows = new List<JobRow>();
        foreach (var job in jobs.All)
        {
            var last = await (
                from run in db.JobRuns
                join person in db.People on run.StartedBy equals person.Id
                where run.Job == job.Name
                orderby run.Id descending
                select new { Run = run, person.DisplayName }).FirstOrDefaultAsync(stop);
            rows.Add(new JobRow(job, job.NextAfter(now), last is null ? null : Row(last.Run, last.DisplayName)));
        }

        return rows;
    }, stop);

    private static JobRunRow Row(JobRun run, string startedBy) => new(
        run.Job, run.Outcome, run.ScheduledFor, run.StartedAt, run.EndedAt, run.Server, run.Attempt, run.ScheduledFor is null ? startedBy
            : null,
        run.Message is null ? null : JobMessage.FromStored(run.Message));
}
