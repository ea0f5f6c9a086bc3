using FundLedger.Data.Model;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.UseCases.Accounts;

namespace FundLedger.UseCases.Checkpoints;

/// <summary>Seals the log as it is and signs it: every day, when a period is closed, and when somebody asks.</summary>
public sealed class SealCheckpoint(LogSealer sealer, CheckpointKeyFile keyFile, ServedAccount books)
{
    /// <summary>Gives the checkpoint of the present size; refused: what the key file and <see cref="LogSealer.Sign"/> refuse.</summary>
    public async Task<Result<LogCheckpoint>> Run(CheckpointKeyFile? otherKey = null, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        var key = (otherKey ?? keyFile).Read();
        if (key.IsRefused) return key.Refusal;
        using var signing = key.Value;
        return await sealer.Sign(books.Id, signing, progress, stop);
    }
}
