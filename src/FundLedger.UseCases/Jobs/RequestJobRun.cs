using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Jobs;

/// <summary>Hands a job to the job server of this dedicated account, to be run soon on any of its servers; the host's.</summary>
public delegate Task EnqueueJob(string job, long startedBy, CancellationToken stop);

/// <summary>
/// Asks for a run of a job. The request is recorded first and handed over after the commit: the job server's storage is never
/// touched inside a transaction of the ledger. A crash in between loses only the run, which can be requested again.
/// </summary>
public sealed class RequestJobRun(AuthorizedLedger ledger, JobTable jobs, EnqueueJob enqueue)
{
    /// <summary>Who may.</summary>
    public static AnyOf Policy { get; } = Policies.RunJobs;

    /// <summary>Refused: JobNotFound, NotPermitted.</summary>
    public async Task<Result<string>> Run(string key, string name, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var request = new UseCaseRequest(key, actor, new { Job = name });
        var written = await ledger.Write(
            Policy, request,
            session =>
            {
                if (jobs.Find(name) is not { } job) return Task.FromResult<Result<string>>(JobRefusals.JobNotFound(name));
                session.Audit("JobRunRequested", job.Name);
                return Task.FromResult<Result<string>>(job.Name);
            },
            stop);
        if (!written.IsRefused) await enqueue(written.Value, actor.PersonId, stop);
        return written;
    }
}
