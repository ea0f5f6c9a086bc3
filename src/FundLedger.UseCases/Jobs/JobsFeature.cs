using FundLedger.UseCases.Access;
using FundLedger.UseCases.Jobs.Reads;

namespace FundLedger.UseCases.Jobs;

public static class JobsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases = [typeof(RunJob), typeof(RequestJobRun), typeof(JobRunList)],
        Work = [new("WorkFailedJobs", WorkKind.Wrong, Policies.SeeJobs, "/jobs", JobsWork.Failed)],
        Menu = [new("Jobs", "/jobs", Policies.SeeJobs, 110, MenuGroup.Management)],
    };
}
