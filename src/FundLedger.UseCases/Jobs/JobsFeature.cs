using FundLedger.UseCases.Access;
using FundLedger.UseCases.Jobs.Reads;

namespace FundLedger.UseCases.Jobs;

public static class JobsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases = [typeof(RunJob), typeof(RequestJobRun), typeof(JobRunList)],
        Menu = [new("Jobs", "/jobs", Policies.SeeJobs, 110)],
    };
}
