using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;

namespace FundLedger.Domain.Workflow;

/// <summary>What the people who took a document's steps decided about, beside what the books hold now.</summary>
public static class Approvals
{
    /// <summary>
    /// The steps since the document could last be mended: what they were about, it must still be. None while it can be.
    /// </summary>
    /// <param name="steps">Of one document, in order.</param>
    public static IReadOnlyList<Step> InForce(IWorkflow workflow, IReadOnlyList<Step> steps)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(steps);
        var first = 0;
        for (var index = 0; index < steps.Count; index++)
        {
            if (workflow.RevisableStates.Contains(steps[index].FromState)) first = index;
            if (workflow.RevisableStates.Contains(steps[index].ToState)) first = index + 1;
        }

        return [.. steps.Skip(first)];
    }

    /// <summary>The first step in force that was taken about something else than the subject; null when there is none.</summary>
    public static Step? FirstChanged(IWorkflow workflow, IReadOnlyList<Step> steps, ApprovalSubject subject) =>
        InForce(workflow, steps).FirstOrDefault(step => !IsAbout(step, subject));

    /// <summary>Whether the step commits to this subject; also true of one from before steps committed to any.</summary>
    public static bool IsAbout(Step step, ApprovalSubject subject)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(subject);
        if (step.SubjectHash is null) return step.SubjectSalt is null;
        return step.SubjectSalt is { Length: TextCommitment.SaltLength } salt
            && subject.Hash(new DocumentReference(step.DocumentKind, step.DocumentId), Revision(step), salt).AsSpan()
                .SequenceEqual(step.SubjectHash);
    }

    /// <summary>The document's revision when the step was decided.</summary>
    public static int Revision(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Sequence - 1;
    }
}
