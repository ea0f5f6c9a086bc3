using FundLedger.Domain.Jobs;
using FundLedger.UseCases.Access;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.UseCases.Checkpoints;

public static class CheckpointsFeature
{
    public static Feature Feature { get; } = new()
    {
        UseCases = [typeof(SealCheckpoint)],
        Jobs =
        [
            new("seal-checkpoint", "JobSealCheckpoint", "50 23 * * *", async (services, scheduler, stop) =>
                (await services.GetRequiredService<SealCheckpoint>().Run(scheduler, stop: stop))
                    .Select(signed => new JobMessage("CheckpointSigned", signed.TreeSize, signed.KeyId))),
        ],
        Menu = [new("Checks", "/checks", Policies.RunChecks, 100, MenuGroup.Management)],
    };
}
