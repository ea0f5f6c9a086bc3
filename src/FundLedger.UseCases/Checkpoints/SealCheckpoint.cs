using FundLedger.Data.Model;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;
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
        var file = otherKey ?? keyFile;
        var key = file.Read();
        if (key.IsRefused) return key.Refusal;
        using var signing = key.Value;
        var log = await sealer.Log(books.Id, stop);
        var kept = file.Kept(log.Name);
        if (kept.IsRefused) return kept.Refusal;
        // Whoever takes the file away and rewrites the books must not get the rewritten books signed.
        var known = file.PublicKeys();
        if (known.IsRefused) return known.Refusal;
        if (kept.Value is null && known.Value.Any(one => log.SignedBy.Contains(one.IdText)))
            return CheckpointRefusals.KeptCheckpointMissing(file.KeptPath(log.Name));

        var signed = await sealer.Sign(books.Id, signing, kept.Value, progress, stop);
        if (signed.IsRefused) return signed;
        var stays = await file.Keep(log.Name, signed.Value.TreeSize, signed.Value.Note, stop);
        return stays.IsRefused ? stays.Refusal : signed;
    }
}
