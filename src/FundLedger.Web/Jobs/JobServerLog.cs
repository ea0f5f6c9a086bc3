using Hangfire.Logging;
using LibraryLevel = Hangfire.Logging.LogLevel;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace FundLedger.Web.Jobs;

/// <summary>Sends the job server's warnings and errors to the application's log.</summary>
internal sealed class JobServerLog(ILoggerFactory logs) : ILogProvider
{
    public ILog GetLogger(string name)
    {
        try
        {
            return new Log(logs.CreateLogger(name));
        }
        catch (ObjectDisposedException)
        {
            // The library knows one provider for the whole process; that of a host that has ended is silent.
            return new Log(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        }
    }

    private sealed class Log(ILogger logger) : ILog
    {
        bool ILog.Log(LibraryLevel logLevel, Func<string>? messageFunc, Exception? exception)
        {
            if (logLevel < LibraryLevel.Warn) return false;
            if (messageFunc is not null)
                logger.Log(logLevel == LibraryLevel.Warn ? LogLevel.Warning : LogLevel.Error, exception, "{Message}", messageFunc());
            return true;
        }
    }
}
