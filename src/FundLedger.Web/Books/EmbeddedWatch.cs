using FundLedger.PostgreSql.Embedded;

namespace FundLedger.Web.Books;

/// <summary>
/// While the pages are served, starts the embedded database again when its server has gone. Until it answers, requests
/// are answered by 503; what was being written then may be there or not.
/// </summary>
internal sealed partial class EmbeddedWatch(EmbeddedCluster cluster, ILogger<EmbeddedWatch> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await LookAfter(stoppingToken)) continue;
            await Task.Delay(AfterFailure, stoppingToken);
        }
    }

    /// <summary>False when the server has gone and did not come up again.</summary>
    private async Task<bool> LookAfter(CancellationToken stop)
    {
        try
        {
            if (await cluster.IsUp(stop)) return true;
            LogGone(log);
            var restarted = await cluster.Restart(new Steps(log), stop);
            if (restarted is null) LogBack(log);
            else LogStillGone(log, restarted.ToString());
            return restarted is null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogFailed(log, problem);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The embedded database's server has gone; starting it again")]
    private static partial void LogGone(ILogger log);

    [LoggerMessage(LogLevel.Warning, "The embedded database answers again")]
    private static partial void LogBack(ILogger log);

    [LoggerMessage(LogLevel.Error, "The embedded database did not come up: {Refusal}")]
    private static partial void LogStillGone(ILogger log, string refusal);

    [LoggerMessage(LogLevel.Error, "The embedded database could not be started again")]
    private static partial void LogFailed(ILogger log, Exception problem);

    [LoggerMessage(LogLevel.Information, "{Step}")]
    private static partial void LogStep(ILogger log, string step);

    private sealed class Steps(ILogger log) : IProgress<string>
    {
        public void Report(string value) => LogStep(log, value);
    }
}
