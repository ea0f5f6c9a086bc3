using Quartz;

namespace FundLedger.Web.Jobs;

/// <summary>Runs the row of <see cref="Schedule.Jobs"/> that the job is named after; a job never overlaps itself, on any node.</summary>
[DisallowConcurrentExecution]
internal sealed class ScheduledJobRunner(IServiceProvider services, ILogger<ScheduledJobRunner> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        var outcome = await Schedule.Jobs.Single(job => job.Name == name).Run(services, cancellationToken);
        logger.LogInformation("Job {Job}: {Outcome}", name, outcome);
    }
}
