using FundLedger.Data.Model;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;

namespace FundLedger.UseCases.Checkpoints;

/// <summary>Seals the log as it is and signs it: every day, when a period is closed, and on request.</summary>
public sealed class SealCheckpoint(AuthorizedLedger ledger, LogSealer sealer, CheckpointKeyFile keyFile, ServedAccount books)
{
    /// <summary>Who may: the nightly job, and who closes a period.</summary>
    public static AnyOf Policy { get; } = new(Policies.RunJobs, Policies.ClosePeriods);

    /// <summary>
    /// Gives the checkpoint of the present size. Refused: NotPermitted, and what the key file and
    /// <see cref="LogSealer.Sign"/> refuse.
    /// </summary>
    public async Task<Result<LogCheckpoint>> Run(
        Actor actor, CheckpointKeyFile? otherKey = null, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        if (await ledger.CheckPermission(Policy, actor, stop) is { } refusal) return refusal;
        var key = (otherKey ?? keyFile).Read();
        if (key.IsRefused) return key.Refusal;
        using var signing = key.Value;
        return await sealer.Sign(books.Id, signing, progress, stop);
    }
}
