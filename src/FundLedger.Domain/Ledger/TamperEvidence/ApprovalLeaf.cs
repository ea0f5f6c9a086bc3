using NodaTime;

namespace FundLedger.Domain.Ledger.TamperEvidence;

/// <summary>
/// The facts of a stored workflow step that its leaf covers; the same whether just taken or read back. States, trigger
/// and duty by their names, the duty of a step of the system empty.
/// </summary>
/// <param name="Amount">The document's, in minor units.</param>
/// <param name="Seat">Of a vote; null for a step without a quorum.</param>
/// <param name="SubjectHash">Of the <see cref="ApprovalSubject"/>; null for a step from before steps had one.</param>
public sealed record ApprovalLeafFacts(
    DocumentReference Document, int Sequence, string Trigger, string FromState, string ToState, long PersonId, string Duty, long Amount,
    byte[] ReasonCommitment, Instant RecordedAt, string? Seat = null, byte[]? SubjectHash = null);

/// <summary>A step of a workflow as a leaf: who moved which document, by which duty, from where to where, and knowing what.</summary>
public static class ApprovalLeaf
{
    public static byte[] Hash(string log, ApprovalLeafFacts step)
    {
        ArgumentNullException.ThrowIfNull(step);
        using var leaf = new LeafEncoding(LeafKind.Approval)
            .Text(log).Number((long)step.Document.Kind).Number(step.Document.Id).Number(step.Sequence)
            .Text(step.Trigger).Text(step.FromState).Text(step.ToState)
            .Number(step.PersonId).Text(step.Duty).Number(step.Amount).Bytes(step.ReasonCommitment).Instant(step.RecordedAt);
        // Only a vote has a seat, and only steps since decision 18 a subject; without either nothing follows, so that leaves are
        // what they always were.
        if (step.Seat is not null || step.SubjectHash is not null) leaf.Text(step.Seat);
        if (step.SubjectHash is { } subject) leaf.Bytes(subject);
        return leaf.Hash();
    }
}
