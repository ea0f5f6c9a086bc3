using System.Text.RegularExpressions;
using FundLedger.Data.Engines;
using FundLedger.Web.Books;
using Quartz;

namespace FundLedger.Web.Jobs;

/// <summary>Creates the scheduler's own tables in schema <c>quartz</c> from the script the scheduler brings; safe to repeat.</summary>
internal static partial class SchedulerTables
{
    public const string Prefix = "quartz.qrtz_";

    public static async Task Create(LedgerConnections connections, CancellationToken stop)
    {
        var postgreSql = connections.Engine.Name == DatabaseSetup.PostgreSql;
        var resource = $"Quartz.Impl.AdoJobStore.Schema.create_{(postgreSql ? "postgres" : "sqlServer")}.sql";
        using var reader = new StreamReader(typeof(IScheduler).Assembly.GetManifestResourceStream(resource)!);
        var script = (await reader.ReadToEndAsync(stop))
            .Replace("{0}", Prefix, StringComparison.Ordinal).Replace("{1}", "qrtz_", StringComparison.Ordinal);
        string[] statements =
        [
            postgreSql ? "CREATE SCHEMA IF NOT EXISTS quartz" : "IF SCHEMA_ID('quartz') IS NULL EXEC ('CREATE SCHEMA quartz')",
            .. StatementEnd().Split(script),
            .. Grants(postgreSql),
        ];
        await using var connection = connections.Engine.CreateConnection(connections.Migrations);
        await connection.OpenAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        foreach (var statement in statements.Where(HasCode))
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(stop);
        }

        await transaction.CommitAsync(stop);
    }

    private static string[] Grants(bool postgreSql) => postgreSql
        ?
        [
            "GRANT USAGE ON SCHEMA quartz TO fundledger_write",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA quartz TO fundledger_write",
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA quartz TO fundledger_write",
        ]
        : ["GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::quartz TO fundledger_write"];

    [GeneratedRegex("^--;;\\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex StatementEnd();

    private static bool HasCode(string statement) =>
        statement.Split('\n').Any(line => line.Trim() is { Length: > 0 } text && !text.StartsWith("--", StringComparison.Ordinal));
}
