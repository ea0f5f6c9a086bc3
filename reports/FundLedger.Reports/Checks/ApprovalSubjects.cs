using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.Workflow;

namespace FundLedger.Reports.Checks;

/// <summary>
/// What each step in force was about is what the books hold now: its subject, made again from the present rows, gives the hash that
/// the step's leaf covers (which <see cref="LeafHashes"/> proves). Documents are read some thousand at a time.
/// </summary>
internal static class ApprovalSubjects
{
    /// <summary>Ids are of one series with those of texts and orders, so far fewer of these are documents.</summary>
    private const long IdsPerBlock = 50_000;

    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        var ranges = await snapshot.Rows<Range>("Checks.approval-range", new { account });
        var firstLeaf = ranges.Min(range => range.FirstLeaf) ?? long.MaxValue;
        foreach (var range in ranges)
        {
            // A step of an unknown kind is named by separation-of-duties.
            if (Workflows.Find((DocumentKind)range.DocumentKind) is not { } workflow) continue;
            for (var first = range.FirstDocument; first <= range.LastDocument; first += IdsPerBlock)
            {
                stop.ThrowIfCancellationRequested();
                var subjects = await StoredSubjects.Read(snapshot, workflow, account, first, first + IdsPerBlock);
                var steps = await Steps(snapshot, range.DocumentKind, account, first, first + IdsPerBlock);
                foreach (var document in steps.GroupBy(step => step.DocumentId))
                    Check(workflow, document.ToList(), subjects.GetValueOrDefault(document.Key), firstLeaf, findings);
            }
        }
    }

    private static async Task<List<Step>> Steps(Snapshot snapshot, int kind, long account, long first, long before)
    {
        var steps = new List<Step>();
        await using var rows = await snapshot.Stream("Checks.approval-steps", new { account, kind, first, before });
        while (snapshot.Next(rows)) steps.Add(StoredStep.Read(rows));
        return steps;
    }

    /// <param name="firstLeaf">Every step whose leaf is later says what it was about.</param>
    private static void Check(
        IWorkflow workflow, List<Step> steps, ApprovalSubject? subject, long firstLeaf, Findings findings)
    {
        findings.Examined += steps.Count;
        foreach (var step in steps.Where(step => step.SubjectHash is null && step.LeafIndex > firstLeaf))
            findings.Add($"The step does not say what it was about: {Name(step)}");
        foreach (var step in Approvals.InForce(workflow, steps))
        {
            var said = step.SubjectHash is not null || step.SubjectSalt is not null;
            if (!said || (subject is not null && Approvals.IsAbout(step, subject))) continue;
            findings.Add(subject is null
                ? $"What the step was about is not there: {Name(step)}"
                : $"What is there is not what the step was about: {Name(step)}");
        }

        string Name(Step step) => string.Create(
            CultureInfo.InvariantCulture,
            $"{workflow.Name} id {step.DocumentId}, step {step.Sequence}, {workflow.TriggerName(step.Trigger)} by person {step.PersonId}");
    }

    private sealed record Range(int DocumentKind, long FirstDocument, long LastDocument, long? FirstLeaf);
}
