using System.Collections.Concurrent;
using FundLedger.Data.Engines;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FundLedger.IntegrationTests.Statements;

/// <summary>
/// What the application sends to PostgreSQL from this process, as the driver logs it: each text once, its parameters numbered.
/// Left out is what tests send by hand, over connections that bear the name <see cref="ByHand"/>, and what the owner and the
/// administrator do to the schema, which belongs to no account.
/// </summary>
internal sealed class SentStatements : ILoggerFactory, ILogger
{
    public const string ByHand = "by hand";

    private static readonly string[] LeftOut = [ByHand, DatabaseRoles.Owner, "Username=postgres"];

    private static readonly SentStatements All = new();
    private static readonly AsyncLocal<List<IReadOnlyList<string>>?> Collected = new();

    private readonly ConcurrentDictionary<string, byte> texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> loose = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<object, string> connections = new();
    private readonly ConcurrentDictionary<object, byte> transactions = new();

    public static IReadOnlyCollection<string> Texts => All.texts.Keys.ToArray();

    /// <summary>Those that went together with others in one round trip without a transaction begun for them.</summary>
    public static IReadOnlyCollection<string> OutsideTransactions => All.loose.Keys.ToArray();

    /// <summary>Before the driver is used for the first time.</summary>
    public static void Record() => NpgsqlLoggingConfiguration.InitializeLogging(All);

    /// <summary>The round trips that a piece of work makes, by hand or not.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> During(Func<Task> work)
    {
        var collected = Collected.Value = [];
        await work();
        Collected.Value = null;
        return collected;
    }

    ILogger ILoggerFactory.CreateLogger(string categoryName) => this;

    void ILoggerFactory.AddProvider(ILoggerProvider provider)
    {
    }

    void IDisposable.Dispose()
    {
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs) return;
        var values = pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (values.GetValueOrDefault("ConnectorId") is not { } connection) return;
        switch (eventId.Name)
        {
            case "OpenedConnection": connections[connection] = (string)values["ConnectionString"]!; break;
            case "StartedTransaction": transactions[connection] = 0; break;
            case "CommittedTransaction" or "RolledBackTransaction" or "ClosedConnection": transactions.TryRemove(connection, out _); break;
            case "ExecutingCommand": Sent(connection, [(string)values["CommandText"]!]); break;
            case "ExecutingBatch": Sent(connection, (string[])values["BatchCommands"]!); break;
            default: break;
        }
    }

    private void Sent(object connection, string[] statements)
    {
        Collected.Value?.Add(statements);
        var login = connections.GetValueOrDefault(connection, "");
        if (LeftOut.Any(name => login.Contains(name, StringComparison.Ordinal))) return;
        foreach (var statement in statements) texts.TryAdd(statement, 0);
        var bracketed = statements[0].StartsWith("BEGIN", StringComparison.Ordinal) && statements[^1] == "COMMIT";
        var written = statements.Length > 1 && !Array.TrueForAll(statements, AsksTheCatalog);
        if (!written || bracketed || transactions.ContainsKey(connection)) return;
        foreach (var statement in statements) loose.TryAdd(statement, 0);
    }

    /// <summary>Such a question writes nothing, so nothing of it can be half done.</summary>
    private static bool AsksTheCatalog(string statement) =>
        statement.StartsWith("SELECT", StringComparison.Ordinal) && statement.Contains("FROM pg_", StringComparison.Ordinal);
}
