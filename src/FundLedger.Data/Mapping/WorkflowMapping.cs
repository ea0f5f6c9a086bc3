using System.Security.Cryptography;
using FundLedger.Domain.Ledger.TamperEvidence;
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
        // A step names the duty it was taken by; the reference makes a step without that duty impossible. A step that names none
        // it does not look at: which may, a trigger knows.
        model.Entity<Step>(table =>
        {
            table.ToTable("workflow_step", settings =>
            {
                settings.HasTrigger("tr_workflow_step_append_only");
                settings.HasTrigger("tr_workflow_step_document");
                settings.HasTrigger("tr_workflow_step_duty");
            });
            table.HasKey(step => new { step.DedicatedAccountId, step.DocumentKind, step.DocumentId, step.Sequence });
            table.Property(step => step.ReasonCommitment).HasMaxLength(32);
            table.Property(step => step.Seat).HasMaxLength(LongestSeat);
            table.Property(step => step.SubjectHash).HasMaxLength(SHA256.HashSizeInBytes);
            table.Property(step => step.SubjectSalt).HasMaxLength(TextCommitment.SaltLength);
            table.HasOne<DutyHolding>().WithMany()
                .HasForeignKey(step => new { step.DedicatedAccountId, step.DocumentKind, step.DocumentId, step.PersonId, step.Duty })
                .HasPrincipalKey(duty => new { duty.DedicatedAccountId, duty.DocumentKind, duty.DocumentId, duty.PersonId, duty.Duty })
                .OnDelete(DeleteBehavior.Restrict);
        });
    }
}
