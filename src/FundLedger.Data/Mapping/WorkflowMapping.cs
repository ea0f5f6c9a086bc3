using FundLedger.Domain.Workflow;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

/// <summary>Steps and duties of documents of every kind: one table each, keyed by the document's kind and id.</summary>
internal static class WorkflowMapping
{
    private const int LongestSeat = 50;

    public static void Map(ModelBuilder model)
    {
        // One row per person and document: a second duty for the same person violates this key.
        model.Entity<DutyHolding>(table =>
        {
            table.ToTable("workflow_duty", settings =>
            {
                settings.HasTrigger("tr_workflow_duty_append_only");
                settings.HasTrigger("tr_workflow_duty_document");
            });
            table.HasKey(duty => new { duty.DedicatedAccountId, duty.DocumentKind, duty.DocumentId, duty.PersonId });
            table.HasAlternateKey(duty => new { duty.DedicatedAccountId, duty.DocumentKind, duty.DocumentId, duty.PersonId, duty.Duty });
        });
        // A step names the duty it was taken by; the reference makes a step without that duty impossible.
        model.Entity<Step>(table =>
        {
            table.ToTable("workflow_step", settings =>
            {
                settings.HasTrigger("tr_workflow_step_append_only");
                settings.HasTrigger("tr_workflow_step_document");
                settings.HasCheckConstraint("ck_workflow_step_duty", $"duty is not null or {SystemSteps()}");
            });
            table.HasKey(step => new { step.DedicatedAccountId, step.DocumentKind, step.DocumentId, step.Sequence });
            table.Property(step => step.ReasonCommitment).HasMaxLength(32);
            table.Property(step => step.Seat).HasMaxLength(LongestSeat);
            table.HasOne<DutyHolding>().WithMany()
                .HasForeignKey(step => new { step.DedicatedAccountId, step.DocumentKind, step.DocumentId, step.PersonId, step.Duty })
                .HasPrincipalKey(duty => new { duty.DedicatedAccountId, duty.DocumentKind, duty.DocumentId, duty.PersonId, duty.Duty })
                .OnDelete(DeleteBehavior.Restrict);
        });
    }

    /// <summary>
    /// A foreign key does not look at a step without a duty, so only the steps the tables give to the system may
    /// have none.
    /// </summary>
    private static string SystemSteps() => string.Join(" or ",
        from workflow in Workflows.All
        let kind = (int)workflow.Document
        from move in workflow.Numbered
        where move.Duty is null
        select FormattableString.Invariant(
            $"(document_kind = {kind} and from_state = {move.From} and \"trigger\" = {move.Trigger} and to_state = {move.To})"));
}
