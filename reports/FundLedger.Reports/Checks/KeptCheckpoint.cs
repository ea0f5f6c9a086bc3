using System.Globalization;
using FundLedger.Domain;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Reports.Evidence;

namespace FundLedger.Reports.Checks;

/// <summary>
/// The checkpoint of a log that lies beside the key, out of the database's reach: refused when it cannot be used, a value of null
/// when none is kept. Null: there is no key on this machine, so nothing is kept here.
/// </summary>
public delegate Result<Checkpoint?>? KeptCheckpointOf(string log);

/// <summary>
/// The books must still hold what was signed last, by the note that lies beside the key: an operator who rewrites the past can
/// rewrite the checkpoints in the database with it, but not that note.
/// </summary>
internal static class KeptCheckpoint
{
    public const string Name = "kept-checkpoint";

    public static async Task Run(Snapshot snapshot, long account, KeptCheckpointOf? keptOf, Findings findings)
    {
        var books = await ReportBooks.Read(snapshot, account);
        var largest = (await LogProofs.Last(snapshot, account))?.TreeSize ?? 0;
        if (keptOf?.Invoke(books.LogName) is not { } kept)
        {
            findings.Tell("Nothing was compared: the key and what lies beside it are not on this machine");
            return;
        }

        if (!kept.IsRefused && kept.Value is null && largest == 0)
        {
            findings.Tell("Nothing was compared: no checkpoint was signed yet");
            return;
        }

        findings.Examined++;
        if (kept.IsRefused)
        {
            findings.Add($"The checkpoint kept beside the key cannot be used: {kept.Refusal}");
            return;
        }

        if (kept.Value is not { } checkpoint)
        {
            findings.Add("The books hold checkpoints, and none is kept beside the key");
            return;
        }

        if (largest < checkpoint.Size)
            findings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The checkpoint kept beside the key has {checkpoint.Size} leaves, the newest in the books {largest}"));
        var root = await StoredTree.Root(snapshot, account, checkpoint.Size);
        if (root is null || !root.AsSpan().SequenceEqual(checkpoint.Root))
            findings.Add(string.Create(
                CultureInfo.InvariantCulture, $"The log has not the root of the checkpoint kept beside the key: {checkpoint.Size} leaves"));
    }
}
