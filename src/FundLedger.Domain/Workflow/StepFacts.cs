using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Domain.Workflow;

/// <summary>Turns a step into the facts its leaf covers, and the reference the leaf goes by.</summary>
public static class StepFacts
{
    /// <param name="amount">The document's, in minor units.</param>
    public static ApprovalLeafFacts Of(IWorkflow workflow, Step step, long amount)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(step);
        return new ApprovalLeafFacts(
            new DocumentReference(step.DocumentKind, step.DocumentId), step.Sequence, workflow.TriggerName(step.Trigger),
            workflow.StateName(step.FromState), workflow.StateName(step.ToState), step.PersonId, step.Duty?.ToString() ?? "",
            amount, step.ReasonCommitment, step.RecordedAt, step.Seat, step.SubjectHash);
    }

    /// <summary>Workflow, document and number of the step: <c>disbursement/7/1</c>.</summary>
    public static string Reference(IWorkflow workflow, Step step)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(step);
        return FormattableString.Invariant($"{workflow.Name}/{step.DocumentId}/{step.Sequence}");
    }
}
