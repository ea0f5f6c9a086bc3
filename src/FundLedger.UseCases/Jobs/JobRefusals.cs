using FundLedger.Domain;

namespace FundLedger.UseCases.Jobs;

/// <summary>Why a job does not run.</summary>
public static class JobRefusals
{
    public static Refusal JobNotFound(string name) => new(nameof(JobNotFound), name);

    /// <summary>Another run of it is going on, on this server or another.</summary>
    public static Refusal JobAlreadyRunning(string name) => new(nameof(JobAlreadyRunning), name);
}
