using FundLedger.Domain.Ledger;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.Jobs;
using FundLedger.Web.Books;
using Hangfire;
using Hangfire.Common;
using Hangfire.Logging;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;
using Job = Hangfire.Common.Job;

namespace FundLedger.Web.Jobs;

/// <summary>
/// The job server of this process: it shares the schedule and the work with every other process that serves the same
/// dedicated account. Another account's jobs wait in a queue of their own, for its own servers.
/// </summary>
internal sealed class JobServer(
    JobStorage storage, JobTable jobs, ServedAccount account, JobServerSettings settings, IServiceProvider services, ILoggerFactory logs)
        : IDisposable
{
    private const int Workers = 2;

    /// <summary>Longer than a job needs to notice that it is to stop.</summary>
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(20);

    private readonly JobFilterCollection filters = Filters(settings);
    private BackgroundJobServer? server;

    private string Queue => FormattableString.Invariant($"account-{account.Id}");

    private string Prefix => Queue + ":";

    static JobServer() => GlobalConfiguration.Configuration
        .SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();

    public void Start()
    {
        LogProvider.SetCurrentLogProvider(new JobServerLog(logs));
        PlanJobs();
        var options = new BackgroundJobServerOptions
        {
            ServerName = JobStart.Server,
            WorkerCount = Workers,
            Queues = [Queue],
            SchedulePollingInterval = settings.Schedule,
            HeartbeatInterval = TimeSpan.FromSeconds(10),
            ServerTimeout = TimeSpan.FromMinutes(1),
            ServerCheckInterval = TimeSpan.FromSeconds(30),
            CancellationCheckInterval = TimeSpan.FromSeconds(1),
            ShutdownTimeout = ShutdownTime,
            StopTimeout = TimeSpan.Zero,
            Activator = new FromServices(services),
            FilterProvider = filters,
        };
        server = new BackgroundJobServer(options, storage);
    }

    /// <summary>Cancels what runs and waits until it has been given back.</summary>
    public async Task Stop(CancellationToken stop)
    {
        server?.SendStop();
        if (server is not null) await server.WaitForShutdownAsync(stop);
    }

    public void Dispose() => server?.Dispose();

    /// <summary>To be run soon, by any server of this account.</summary>
    public Task Enqueue(string job, long startedBy, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        new BackgroundJobClient(storage, filters).Create(Call(job, startedBy), new EnqueuedState(Queue));
        return Task.CompletedTask;
    }

    /// <summary>
    /// The storage's schedule becomes that of the table: what is not in it any more is taken out. A moment that was missed
    /// while no server ran stays due, and is run once.
    /// </summary>
    private void PlanJobs()
    {
        var manager = new RecurringJobManager(storage, filters);
        var options = new RecurringJobOptions
        {
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById(BooksTimeZone.Taipei.Id),
            MisfireHandling = MisfireHandlingMode.Relaxed,
        };
        foreach (var job in jobs.All) manager.AddOrUpdate(Prefix + job.Name, Call(job.Name, startedBy: null), job.Cron, options);
        using var connection = storage.GetConnection();
        var planned = connection.GetRecurringJobs().Select(job => job.Id).Where(id => id.StartsWith(Prefix, StringComparison.Ordinal));
        foreach (var id in planned.Except(jobs.All.Select(job => Prefix + job.Name)).ToArray()) manager.RemoveIfExists(id);
    }

    private Job Call(string name, long? startedBy) =>
        Job.FromExpression<JobRunner>(runner => runner.Run(name, startedBy, null!, CancellationToken.None), Queue);

    /// <summary>A collection of this server's own: the library's usual one belongs to the whole process and tries ten times.</summary>
    private static JobFilterCollection Filters(JobServerSettings settings) => new()
    {
        new AutomaticRetryAttribute { Attempts = settings.RetryAfter.Count, DelaysInSeconds = [.. settings.RetryAfter],
            OnAttemptsExceeded = AttemptsExceededAction.Fail },
    };

    private sealed class FromServices(IServiceProvider services) : JobActivator
    {
        public override object ActivateJob(Type jobType) => services.GetRequiredService(jobType);
    }
}

/// <summary>Starts the job server with the books: at once, or when the first-run page has opened them.</summary>
internal sealed class JobServerStart(ProcessBooks books, IServiceProvider services) : BackgroundService
{
    private JobServer? server;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (books.AreOpen) StartServer();
        else await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (server is not null) await server.Stop(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await books.WhenOpen(stoppingToken);
        StartServer();
    }

    private void StartServer()
    {
        server = services.GetRequiredService<JobServer>();
        server.Start();
    }
}

/// <summary>Registers the job server of a process that serves.</summary>
internal static class JobServerRegistration
{
    public static IServiceCollection AddJobServer(this IServiceCollection services, JobServerSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(provider =>
        {
            var connections = provider.GetRequiredService<Data.Engines.LedgerConnections>();
            return connections.Engine.OpenJobStorage(connections.Ledger, settings.Storage);
        });
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobServer>();
        services.AddSingleton<EnqueueJob>(provider => provider.GetRequiredService<JobServer>().Enqueue);
        return services.AddHostedService<JobServerStart>();
    }
}
