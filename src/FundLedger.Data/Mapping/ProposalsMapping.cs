using FundLedger.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

internal static class ProposalsMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<District>(table =>
        {
            table.ToTable("district");
            table.HasKey(district => new { district.DedicatedAccountId, district.Id });
            table.HasIndex(district => new { district.DedicatedAccountId, district.Code }).IsUnique();
        });
        model.Entity<Programme>(table =>
        {
            table.ToTable("programme");
            table.HasKey(programme => new { programme.DedicatedAccountId, programme.Id });
            table.HasIndex(programme => new { programme.DedicatedAccountId, programme.Code }).IsUnique();
        });
        model.Entity<ProgrammeBudget>(table =>
        {
            table.ToTable("programme_budget", settings => settings.HasCheckConstraint("ck_programme_budget_amount", "amount >= 0"));
            table.HasKey(budget => new { budget.DedicatedAccountId, budget.Id });
            table.HasIndex(budget => new { budget.DedicatedAccountId, budget.ProgrammeId, budget.FiscalYear, budget.Version }).IsUnique();
            table.HasOne<Programme>().WithMany()
                .HasForeignKey(budget => new { budget.DedicatedAccountId, budget.ProgrammeId }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Proposal>(table =>
        {
            table.ToTable("proposal");
            table.HasKey(proposal => new { proposal.DedicatedAccountId, proposal.Id });
            table.HasIndex(proposal => new { proposal.DedicatedAccountId, proposal.PublicCode }).IsUnique();
        });
        model.Entity<Venture>(table =>
        {
            table.ToTable("venture", settings => settings.HasTrigger("tr_venture_operator_once"));
            table.HasKey(venture => new { venture.DedicatedAccountId, venture.Id });
            table.HasIndex(venture => new { venture.DedicatedAccountId, venture.PublicCode }).IsUnique();
            table.HasOne<Proposal>().WithMany()
                .HasForeignKey(venture => new { venture.DedicatedAccountId, venture.ProposalId }).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
