using FundLedger.Domain.Jobs;
using FundLedger.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Mapping;

internal static class JobsMapping
{
    public static void Map(ModelBuilder model) => model.Entity<JobRun>(table =>
    {
        table.ToTable("job_run", settings =>
        {
            settings.HasCheckConstraint("ck_job_run_attempt", "attempt >= 1");
            settings.HasCheckConstraint(
                "ck_job_run_end", "(outcome = 1 and ended_at is null) or (outcome between 2 and 6 and ended_at >= started_at)");
            settings.HasTrigger("tr_job_run_ends_once");
        });
        table.HasKey(run => new { run.DedicatedAccountId, run.Id });
        table.HasIndex(run => new { run.DedicatedAccountId, run.Job, run.Id });
        // A run looks for those of its job that never ended: there are hardly any among all that have.
        table.HasIndex(run => new { run.DedicatedAccountId, run.Job }).HasFilter("ended_at is null").HasDatabaseName("ix_job_run_open");
        table.Property(run => run.Job).HasMaxLength(JobRun.LongestJob);
        table.Property(run => run.Message).HasMaxLength(JobMessage.LongestStored);
        table.HasOne<Person>().WithMany().HasForeignKey(run => run.StartedBy).OnDelete(DeleteBehavior.Restrict);
    });
}
