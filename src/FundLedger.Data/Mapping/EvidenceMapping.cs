using FundLedger.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

internal static class EvidenceMapping
{
    private const int HashLength = 32;

    public static void Map(ModelBuilder model)
    {
        model.Entity<AnsweredRequest>(table =>
        {
            table.ToTable("request", settings => settings.HasTrigger("tr_request_append_only"));
            table.HasKey(request => new { request.DedicatedAccountId, request.RequestKey });
            table.Property(request => request.RequestKey).HasMaxLength(Domain.Ledger.RequestKey.MaximumLength);
            table.Property(request => request.ContentHash).HasMaxLength(HashLength);
            table.Property(request => request.Answer).HasMaxLength(4000);
        });
        model.Entity<LogLeaf>(table =>
        {
            table.ToTable("log_leaf", settings => settings.HasTrigger("tr_log_leaf_append_only"));
            table.HasKey(leaf => new { leaf.DedicatedAccountId, leaf.LeafIndex });
            table.Property(leaf => leaf.Hash).HasMaxLength(HashLength);
            table.Property(leaf => leaf.Reference).HasMaxLength(80);
        });
        model.Entity<LogNode>(table =>
        {
            table.ToTable("log_node", settings => settings.HasTrigger("tr_log_node_append_only"));
            table.HasKey(node => new { node.DedicatedAccountId, node.FirstLeaf, node.Level });
            table.Property(node => node.Hash).HasMaxLength(HashLength);
        });
        model.Entity<LogCheckpoint>(table =>
        {
            table.ToTable("log_checkpoint", settings => settings.HasTrigger("tr_log_checkpoint_append_only"));
            table.HasKey(checkpoint => new { checkpoint.DedicatedAccountId, checkpoint.TreeSize, checkpoint.KeyId });
            table.Property(checkpoint => checkpoint.KeyId).HasMaxLength(8);
            table.Property(checkpoint => checkpoint.Root).HasMaxLength(HashLength);
            table.Property(checkpoint => checkpoint.Note).HasMaxLength(2000);
        });
        model.Entity<Domain.Contributions.DesignationChange>(table =>
        {
            table.ToTable("designation_change", settings =>
            {
                settings.HasCheckConstraint("ck_designation_change", "amount > 0 and from_fund_id <> to_fund_id");
                settings.HasTrigger("tr_designation_change_append_only");
            });
            table.HasKey(change => new { change.DedicatedAccountId, change.Id });
            table.HasIndex(change => new { change.DedicatedAccountId, change.ContributionId });
            table.Property(change => change.ConsentCommitment).HasMaxLength(HashLength);
        });
        model.Entity<ErasableText>(table =>
        {
            table.ToTable("erasable_text");
            table.HasKey(text => new { text.DedicatedAccountId, text.Id });
            table.Property(text => text.Salt).HasMaxLength(16);
            table.Property(text => text.Text).HasMaxLength(2000);
        });
        model.Entity<AuditEvent>(table =>
        {
            table.ToTable("audit_event", settings => settings.HasTrigger("tr_audit_event_append_only"));
            table.HasKey(audit => new { audit.DedicatedAccountId, audit.Id });
            table.Property(audit => audit.Arguments).HasMaxLength(4000);
        });
    }
}
