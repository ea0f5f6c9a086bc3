using System.Collections.Concurrent;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Proves the books from the database alone: every invariant has a named check, and each runs whatever the others
/// found. Nothing is changed; the ledger may go on being written meanwhile.
/// </summary>
/// <param name="keptOf">Null: nothing is kept outside the database that the log could be compared with.</param>
public sealed class LedgerChecks(ReportingDatabase database, KeptCheckpointOf? keptOf = null)
{
    private const string LeafCheck = "leaf-hashes";

    /// <summary>The leaves take one core of ours while the database works on the sums.</summary>
    private const int AtOnce = 2;

    private static readonly (string Name, Func<Snapshot, long, Findings, CancellationToken, Task>? Read)[] All =
    [
        (LeafCheck, LeafHashes.Run),
        ("entries-balance", null),
        ("funds-balance", null),
        ("posting-lines", null),
        ("posting-references", null),
        ("entry-numbers", null),
        ("reversals", null),
        ("corrections", null),
        ("year-closing", null),
        ("period-balances", null),
        ("fund-balances", null),
        ("lots", null),
        ("lot-entries", null),
        ("designation-changes", null),
        ("manual-vouchers", null),
        ("closed-periods", ClosedPeriods.Run),
        ("requests", Requests.Run),
        ("leaf-order", null),
        ("records", Records.Run),
        ("texts", null),
        ("checkpoints", Checkpoints.Run),
        (KeptCheckpoint.Name, null), // run with what is kept
        ("separation-of-duties", WorkflowHistory.Run),
        ("approvals", ApprovalSubjects.Run),
        ("roles", HeldRoles.Run),
        ("role-changes", RoleChanges.Run),
        ("documents-and-entries", null),
        ("payers", null),
        ("draw-downs", null),
        ("receipts", null),
        ("payees", null),
        ("screening", null),
        ("gift-refunds", null),
        ("designations", null),
        ("budget-terms", null),
        ("statements-tie", null),
        ("statement-files", StatementFiles.Run),
        ("bank-balance", null),
        ("payments-once", null),
        ("payment-files", PaymentFiles.Run),
    ];

    public static IReadOnlyList<string> Names { get; } = All.Select(check => check.Name).ToArray();

    /// <summary>Runs every check; reports each as it ends and returns them in the order of <see cref="Names"/>.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAll(long dedicatedAccountId, IProgress<CheckResult>? progress, CancellationToken stop)
    {
        var results = new ConcurrentDictionary<string, CheckResult>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(Names.Except(EntryProof.Checks),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (name, cancelled) =>
        {
            if (name == LeafCheck) await database.Read(snapshot => RunEntries(snapshot, dedicatedAccountId, Done, cancelled), cancelled);
            else Done(await Run(name, dedicatedAccountId, cancelled));
        });
        return Names.Select(name => results[name]).ToArray();

        void Done(CheckResult result)
        {
            results[result.Name] = result;
            progress?.Report(result);
        }
    }

    /// <summary>The leaves and what reading them proves; what they leave in doubt is looked at by its own check.</summary>
    internal static async Task<bool> RunEntries(
        Snapshot snapshot, long dedicatedAccountId, Action<CheckResult> done, CancellationToken stop)
    {
        var books = await ReportBooks.Read(snapshot, dedicatedAccountId);
        var (findings, proof) = (new Findings(), new EntryProof(books));
        await LeafHashes.Run(snapshot, books, findings, proof);
        done(findings.Result(LeafCheck));
        var proved = await proof.Holds(snapshot);
        foreach (var name in EntryProof.Checks) done(proved ? proof.Result(name) : await Run(snapshot, name, dedicatedAccountId, stop));
        return proved;
    }

    /// <summary>Runs the check of that name.</summary>
    public Task<CheckResult> Run(string name, long dedicatedAccountId, CancellationToken stop) =>
        database.Read(snapshot => Run(snapshot, name, dedicatedAccountId, stop, keptOf), stop);

    internal static async Task<CheckResult> Run(
        Snapshot snapshot, string name, long dedicatedAccountId, CancellationToken stop, KeptCheckpointOf? keptOf = null)
    {
        var findings = new Findings();
        if (name == KeptCheckpoint.Name) await KeptCheckpoint.Run(snapshot, dedicatedAccountId, keptOf, findings);
        else if (All.Single(check => check.Name == name).Read is { } read) await read(snapshot, dedicatedAccountId, findings, stop);
        else await SqlCheck.Run(snapshot, name, dedicatedAccountId, findings, stop);
        return findings.Result(name);
    }
}
