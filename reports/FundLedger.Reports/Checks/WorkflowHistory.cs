using System.Globalization;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Workflow;

namespace FundLedger.Reports.Checks;

/// <summary>
/// Separation of duties over the whole history of every document under a workflow (in SQL), and every history replayed
/// against its workflow's table: steps without a gap, each a permitted move by the right duty, the state moved exactly
/// when its quorum was met, ending in the present state.
/// </summary>
internal static class WorkflowHistory
{
    public static async Task Run(Snapshot snapshot, long account, Findings findings, CancellationToken stop)
    {
        await SqlCheck.Run(snapshot, "separation-of-duties", account, findings, stop);
        await using var rows = await snapshot.Stream("Checks.workflow-steps", new { account });
        Replayed? document = null;
        while (snapshot.Next(rows))
        {
            var reference = new DocumentReference((DocumentKind)rows.GetInt32(0), rows.GetInt64(1));
            if (document?.Reference != reference)
            {
                document?.End(findings);
                document = Replayed.Begin(reference, rows.GetInt32(2), findings);
            }

            if (rows.IsDBNull(3)) continue;
            document?.Next(
                new Step
                {
                    DocumentKind = reference.Kind,
                    DocumentId = reference.Id,
                    Sequence = rows.GetInt32(3),
                    Trigger = rows.GetInt32(4),
                    FromState = rows.GetInt32(5),
                    ToState = rows.GetInt32(6),
                    PersonId = rows.GetInt64(7),
                    Duty = rows.Small(8) is { } duty ? (Duty)duty : null,
                    Seat = rows.IsDBNull(9) ? null : rows.GetString(9),
                },
                findings);
        }

        document?.End(findings);
    }

    /// <summary>One document on its way through the table.</summary>
    private sealed class Replayed(DocumentReference reference, int present, IWorkflow workflow)
    {
        private readonly HistoryReplay replay = new(workflow);

        public DocumentReference Reference => reference;

        public static Replayed? Begin(DocumentReference reference, int present, Findings findings)
        {
            if (Workflows.Find(reference.Kind) is { } workflow) return new Replayed(reference, present, workflow);
            findings.Add(
                string.Create(CultureInfo.InvariantCulture, $"No workflow governs the document: {reference.Kind} id {reference.Id}"));
            return null;
        }

        public void Next(Step step, Findings findings)
        {
            if (replay.Next(step) is not { } problem) return;
            findings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{Text(problem)}: {workflow.Name} id {reference.Id}, step {step.Sequence}, {workflow.TriggerName(step.Trigger)} "
                + $"from {workflow.StateName(step.FromState)} to {workflow.StateName(step.ToState)}"));
        }

        public void End(Findings findings)
        {
            if (replay.Reached == present) return;
            findings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The state is not where the steps lead: {workflow.Name} id {reference.Id}, "
                + $"state {workflow.StateName(present)}, steps lead to {workflow.StateName(replay.Reached)}"));
        }

        private static string Text(HistoryProblem problem) => problem switch
        {
            HistoryProblem.SequenceGap => "The steps have a gap",
            HistoryProblem.NotWhereTheLastEnded => "The step does not begin where the one before ended",
            HistoryProblem.NotPermitted => "The workflow does not permit the step",
            HistoryProblem.OtherDuty => "The step was taken by another duty than the workflow's",
            HistoryProblem.QuorumIgnored => "The votes do not add up to the step",
            _ => throw new InvalidOperationException($"Unknown problem {problem}."),
        };
    }
}
