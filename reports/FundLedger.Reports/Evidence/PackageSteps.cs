using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.Workflow;

namespace FundLedger.Reports.Evidence;

/// <summary>A workflow step of the package.</summary>
/// <param name="Subject">
/// What it was about, as the present rows give it; null for a step that does not say, or after which the document was mended.
/// </param>
internal sealed record PackageStep(ApprovalLeafFacts Facts, IReadOnlyList<RecordColumn>? Subject);

/// <summary>The steps among some leaves, each with what it was about.</summary>
internal static class PackageSteps
{
    /// <summary>By the index of their leaves.</summary>
    public static async Task<Dictionary<long, PackageStep>> Read(Snapshot snapshot, long account, long first, long before)
    {
        var range = new { account, first, before };
        var steps = new List<(Step Step, ApprovalLeafFacts Facts)>();
        await using (var rows = await snapshot.Stream("Evidence.package-steps", range))
        {
            while (snapshot.Next(rows))
            {
                var step = StoredStep.Read(rows);
                if (StoredStep.Facts(rows, step) is { } facts) steps.Add((step, facts));
            }
        }

        var inForce = await InForce(snapshot, range);
        var byLeaf = new Dictionary<long, PackageStep>();
        foreach (var kind in steps.GroupBy(one => one.Step.DocumentKind))
        {
            var subjects = await StoredSubjects.Read(
                snapshot, Workflows.Find(kind.Key)!, account,
                kind.Min(one => one.Step.DocumentId), kind.Max(one => one.Step.DocumentId) + 1);
            foreach (var (step, facts) in kind)
            {
                var said = step.SubjectSalt is { Length: TextCommitment.SaltLength }
                    && inForce.Contains((step.DocumentKind, step.DocumentId, step.Sequence));
                byLeaf[step.LeafIndex] = new PackageStep(
                    facts, said ? subjects.GetValueOrDefault(step.DocumentId)?.Covered(step.SubjectSalt) : null);
            }
        }

        return byLeaf;
    }

    private static async Task<HashSet<(DocumentKind Kind, long DocumentId, int Sequence)>> InForce(Snapshot snapshot, object range) =>
    [
        .. (await snapshot.Rows<Round>("Evidence.package-rounds", range))
            .GroupBy(step => ((DocumentKind)step.DocumentKind, step.DocumentId))
            .Where(document => Workflows.Find(document.Key.Item1) is not null)
            .SelectMany(document => Approvals.InForce(
                Workflows.Find(document.Key.Item1)!,
                [.. document.Select(step => new Step { FromState = step.FromState, ToState = step.ToState, Sequence = step.Sequence })])
                .Select(step => (document.Key.Item1, document.Key.DocumentId, step.Sequence))),
    ];

    private sealed record Round(int DocumentKind, long DocumentId, int Sequence, int FromState, int ToState);
}
