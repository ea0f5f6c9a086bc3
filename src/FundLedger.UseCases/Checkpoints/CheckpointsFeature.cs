using FundLedger.UseCases.Access;

namespace FundLedger.UseCases.Checkpoints;

public static class CheckpointsFeature
{
    public static Feature Feature { get; } = new("Checkpoints")
    {
        UseCases = [typeof(SealCheckpoint)],
        Menu = [new("Checks", "/checks", Policies.RunChecks, 100)],
    };
}
