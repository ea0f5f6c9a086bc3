using System.Data.Common;
using FundLedger.Domain.Ledger;
using FundLedger.Domain.Ledger.TamperEvidence;
using FundLedger.Domain.Workflow;
using FundLedger.Reports.Checks;

namespace FundLedger.Reports;

/// <summary>
/// A workflow step as the queries <c>leaf-steps</c>, <c>approval-steps</c> and <c>package-steps</c> give it: kind and id of the
/// document, sequence, trigger, from, to, person, duty, seat, amount, commitment, instant, leaf, hash and salt of the subject.
/// </summary>
internal static class StoredStep
{
    /// <summary>The column after the step's.</summary>
    public const int Columns = 15;

    public static Step Read(DbDataReader row) => new()
    {
        DocumentKind = (DocumentKind)row.GetInt32(0),
        DocumentId = row.GetInt64(1),
        Sequence = row.GetInt32(2),
        Trigger = row.GetInt32(3),
        FromState = row.GetInt32(4),
        ToState = row.GetInt32(5),
        PersonId = row.GetInt64(6),
        Duty = row.Small(7) is { } duty ? (Duty)duty : null,
        Seat = row.IsDBNull(8) ? null : row.GetString(8),
        ReasonCommitment = row.GetFieldValue<byte[]>(10),
        RecordedAt = row.Instant(11),
        LeafIndex = row.GetInt64(12),
        SubjectHash = row.IsDBNull(13) ? null : row.GetFieldValue<byte[]>(13),
        SubjectSalt = row.IsDBNull(14) ? null : row.GetFieldValue<byte[]>(14),
    };

    /// <summary>What the step's leaf covers; null when the document is gone or no workflow governs its kind.</summary>
    public static ApprovalLeafFacts? Facts(DbDataReader row, Step step) =>
        Workflows.Find(step.DocumentKind) is { } workflow && !row.IsDBNull(9) ? StepFacts.Of(workflow, step, row.GetInt64(9)) : null;
}
