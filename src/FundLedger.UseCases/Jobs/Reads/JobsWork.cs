using FundLedger.Domain.Jobs;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.UseCases.Jobs.Reads;

/// <summary>Which scheduled jobs do not do their work.</summary>
internal static class JobsWork
{
    /// <summary>Jobs of this version whose last run that did anything has failed or was abandoned.</summary>
    public static async Task<WorkFound> Failed(WorkQuestion question, CancellationToken stop)
    {
        var failed = new List<NodaTime.Instant>();
        foreach (var job in Features.Jobs)
        {
            var last = await question.Db.JobRuns
                .Where(run => run.Job == job.Name && run.Outcome != JobRunOutcome.Skipped && run.Outcome != JobRunOutcome.Running)
                .OrderByDescending(run => run.Id).Select(run => new { run.Outcome, run.StartedAt }).FirstOrDefaultAsync(stop);
            if (last?.Outcome is JobRunOutcome.Failed or JobRunOutcome.Abandoned) failed.Add(last.StartedAt);
        }

        return failed.Count == 0 ? WorkFound.Nothing : new WorkFound(failed.Count, failed.Min().InTaipei());
    }
}
