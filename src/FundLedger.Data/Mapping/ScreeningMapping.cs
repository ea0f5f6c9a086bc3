using FundLedger.Domain.Screening;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

/// <summary>Rules and lists by which donors are screened, and what each screening came to.</summary>
internal static class ScreeningMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ScreeningRule>(table =>
        {
            table.ToTable("screening_rule", settings => settings.HasTrigger("tr_screening_rule_append_only"));
            table.HasKey(rule => new { rule.DedicatedAccountId, rule.Id });
            table.HasIndex(rule => new { rule.DedicatedAccountId, rule.Code, rule.Version }).IsUnique();
            table.Property(rule => rule.Source).HasMaxLength(ScreeningRules.MaximumSourceLength);
        });
        model.Entity<ScreeningListEntry>(table =>
        {
            table.ToTable("screening_list_entry");
            table.HasKey(entry => new { entry.DedicatedAccountId, entry.Id });
            table.HasIndex(entry => new { entry.DedicatedAccountId, entry.UnifiedBusinessNumber });
            table.HasIndex(entry => new { entry.DedicatedAccountId, entry.NameKey });
            table.Property(entry => entry.UnifiedBusinessNumber).HasMaxLength(8);
        });
        model.Entity<Affiliation>(table =>
        {
            table.ToTable("affiliation");
            table.HasKey(relation => new { relation.DedicatedAccountId, relation.Id });
            table.Property(relation => relation.ParentNumber).HasMaxLength(8);
            table.Property(relation => relation.SubsidiaryNumber).HasMaxLength(8);
        });
        MapResults(model);
    }

    private static void MapResults(ModelBuilder model)
    {
        model.Entity<ScreeningResult>(table =>
        {
            table.ToTable("screening_result", settings => settings.HasTrigger("tr_screening_result_append_only"));
            table.HasKey(result => new { result.DedicatedAccountId, result.Id });
            table.HasIndex(result => new { result.DedicatedAccountId, result.DocumentKind, result.DocumentId });
            table.Property(result => result.Rules).HasMaxLength(ScreeningResult.MaximumRulesLength);
            table.HasMany(result => result.Findings).WithOne()
                .HasForeignKey(finding => new { finding.DedicatedAccountId, finding.ScreeningResultId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredFinding>(table =>
        {
            table.ToTable("screening_finding", settings => settings.HasTrigger("tr_screening_finding_append_only"));
            table.HasKey(finding => new { finding.DedicatedAccountId, finding.ScreeningResultId, finding.Line });
            table.Property(finding => finding.Detail).HasMaxLength(ScreeningResult.MaximumDetailLength);
        });
    }
}
