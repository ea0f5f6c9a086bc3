using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FundLedger.IntegrationTests.Access;

/// <summary>What a server logs, line by line, with the exceptions in whole.</summary>
/// <param name="least">What is less is not collected.</param>
/// <param name="of">Which categories are; null: all.</param>
internal sealed class CollectedLog(LogLevel least, Func<string, bool>? of = null) : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public static CollectedLog OfEverything() => new(LogLevel.Trace);

    public ILogger CreateLogger(string categoryName) => new Logger(least, of?.Invoke(categoryName) ?? true, Lines);

    public void Dispose()
    {
    }

    private sealed class Logger(LogLevel least, bool collects, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => collects && logLevel >= least;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
