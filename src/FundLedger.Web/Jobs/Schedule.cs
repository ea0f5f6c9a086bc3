using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using FundLedger.Domain.People;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Banking;
using FundLedger.UseCases.Checkpoints;
using FundLedger.UseCases.Returns;
using FundLedger.Web.Books;
using Quartz;

namespace FundLedger.Web.Jobs;

/// <summary>A job by name: what it does, when (cron, Asia/Taipei), and how it runs; it says in one line what it did.</summary>
internal sealed record ScheduledJob(
    string Name, string Description, string Cron, Func<IServiceProvider, CancellationToken, Task<string>> Run);

/// <summary>Every scheduled job of the application, in one table.</summary>
internal static class Schedule
{
    public static IReadOnlyList<ScheduledJob> Jobs { get; } =
    [
        new("expected-returns", "Expect the returns of every agreement's ended periods", "0 10 1 * * ?", async (services, stop) =>
        {
            var added = await services.GetRequiredService<GenerateExpectedReturns>().Run(await Scheduler(services, stop), stop);
            return added.IsRefused ? throw new JobRefusedException(added.Refusal.ToString()) : $"{added.Value} returns newly expected";
        }),
        new("match-statement-lines", "Match new bank lines by reference, post them, put the rest into suspense", "0 0/15 * * * ?", async (services, stop) =>
        {
            var run = await services.GetRequiredService<MatchStatementLines>().Run(await Scheduler(services, stop), stop);
            return run.IsRefused
                ? throw new JobRefusedException(run.Refusal.ToString())
                : $"{run.Value.Matched} matched, {run.Value.Unidentified} unidentified, {run.Value.Waiting} waiting";
        }),
        new("reconcile-bank", "Put bank and books side by side for every bank account", "0 30 1 * * ?", async (services, stop) =>
        {
            var moment = services.GetRequiredService<NodaTime.IClock>().GetCurrentInstant();
            var run = await services.GetRequiredService<ReconcileBank>().Run($"reconcile:{moment.ToUnixTimeTicks()}", await Scheduler(services, stop), stop);
            return run.IsRefused
                ? throw new JobRefusedException(run.Refusal.ToString())
                : string.Join("; ", run.Value.Select(bank => $"{bank.BankAccount}: difference {bank.StatementBalance - bank.BookBalance}"));
        }),
        new("seal-checkpoint", "Seal the log of entries and approvals and sign it", "0 50 23 * * ?", async (services, stop) =>
        {
            var signed = await services.GetRequiredService<SealCheckpoint>().Run(await Scheduler(services, stop), stop: stop);
            return signed.IsRefused ? throw new JobRefusedException(signed.Refusal.ToString()) : $"{signed.Value.TreeSize} leaves signed by key {signed.Value.KeyId}";
        }),
    ];

    /// <summary>Runs them in the web process: persisted and clustered, so that several nodes share one schedule.</summary>
    public static IServiceCollection AddSchedule(this IServiceCollection services, LedgerConnections connections)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => (options.InstanceName, options.InstanceId) = ("fundledger", "AUTO"));
            quartz.UseDefaultThreadPool(2);
            quartz.UseDefaultTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Taipei"));
            quartz.UsePersistentStore(store =>
            {
                var factory = System.Data.Common.DbProviderFactories.GetFactory(connections.Engine.CreateConnection(connections.Ledger))!;
                if (connections.Engine.Name == DatabaseSetup.PostgreSql) store.UsePostgres(factory, connections.Ledger);
                else store.UseSqlServer(factory, connections.Ledger);
                store.ConfigureStore(options => options.TablePrefix = SchedulerTables.Prefix);
                store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(10));
                store.UseExecutionHistory();
            });
            quartz.UseDefaultRetryPolicy(RetryPolicy.Fixed(2, TimeSpan.FromSeconds(30)));
            foreach (var job in Jobs)
            {
                quartz.AddJob<ScheduledJobRunner>(builder => builder.WithIdentity(job.Name).WithDescription(job.Description).StoreDurably().RequestRecovery());
                quartz.AddTrigger(trigger => trigger.ForJob(job.Name).WithIdentity(job.Name).WithCronSchedule(job.Cron));
            }
        });
        services.AddQuartzExecutionHistory(options => (options.Retention, options.MaxEntriesPerScheduler) = (TimeSpan.FromDays(400), 100_000));
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static async Task<Actor> Scheduler(IServiceProvider services, CancellationToken stop) =>
        await services.GetRequiredService<PeopleDirectory>().FindActor(AccountSetup.SchedulerName, RequestSource.Job, stop)
        ?? throw new InvalidOperationException("The scheduler is not a person of these books.");
}

/// <summary>A job that was refused has failed: the scheduler records it and people see it.</summary>
internal sealed class JobRefusedException(string refusal) : Exception(refusal);
