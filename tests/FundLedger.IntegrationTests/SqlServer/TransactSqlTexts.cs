using FundLedger.Data;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.IntegrationTests.Architecture;
using FundLedger.Reports;
using FundLedger.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FundLedger.IntegrationTests.SqlServer;

/// <summary>Every T-SQL text the application can run on SQL Server, but for what EF Core makes of queries.</summary>
internal static class TransactSqlTexts
{
    public const string Printed = "printed script";

    private static readonly SqlServerEngine Engine = new();

    public static IReadOnlyDictionary<string, string> All { get; } = Reports().Concat(Statements()).Concat(Subjects()).Concat(Scripts())
        .ToDictionary();

    /// <summary>
    /// As <c>migrate --script</c> prints it and <c>dotnet ef migrations script</c> writes them, plain and made to
    /// be run again.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> Scripts()
    {
        using var ledger = Ledger();
        using var access = Access();
        yield return new(Printed, DatabaseMigration.Script(Engine));
        foreach (var (name, database) in new (string, DbContext)[] { ("ledger", ledger), ("access", access) })
        {
            var migrator = database.GetService<IMigrator>();
            yield return new($"script of schema {name}", migrator.GenerateScript());
            yield return new(
                $"idempotent script of schema {name}", migrator.GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
        }
    }

    public static LedgerDb Ledger() => new(LedgerDbFactory.Options(Engine, "Server=nowhere"));

    public static AccessDb Access()
    {
        var options = new DbContextOptionsBuilder<AccessDb>();
        Engine.Configure(options, "Server=nowhere", AccessDb.Schema);
        return new AccessDb(options.Options);
    }

    private static IEnumerable<KeyValuePair<string, string>> Reports() =>
        from file in SourceTree.Files(".sql", "reports")
        where !file.Path.EndsWith(".postgresql.sql", StringComparison.Ordinal)
        select KeyValuePair.Create(file.Path, EmbeddedSql.ForEngine(string.Join('\n', file.Lines), Engine.Name));

    private static IEnumerable<KeyValuePair<string, string>> Subjects() =>
        from file in SourceTree.Files(".sql", "migrations/SqlServer")
        select KeyValuePair.Create(file.Path, string.Join('\n', file.Lines));

    private static Dictionary<string, string> Statements()
    {
        var amounts = new AddedAmounts(
            "ledger.fund_balance", 1, ["fund_id"], ["spendable", "encumbered"], [[2, 3, 4]], MissingRows.Refused);
        return new Dictionary<string, string>
        {
            [nameof(SqlServerStatements.LockSeriesHead)] = SqlServerStatements.LockSeriesHead + ";\n" + SqlServerStatements.FindAnswers,
            [nameof(SqlServerStatements.MissingOptions)] = SqlServerStatements.MissingOptions,
            [nameof(SqlServerStatements.ModifiableTables)] = SqlServerStatements.ModifiableTables(AppendOnlyTables.All),
            [nameof(SqlServerStatements.Guards)] = SqlServerStatements.Guards,
            [nameof(SqlServerStatements.TryLock)] = SqlServerStatements.TryLock,
            [nameof(SqlServerStatements.MoveHead)] = SqlServerStatements.MoveHead(new HeadAdvance("ledger.series_head", new(), new())),
            [nameof(SqlServerStatements.AddAmounts)] = SqlServerStatements.AddAmounts(amounts),
            [$"{nameof(SqlServerStatements.AddAmounts)} where rows are missing"] =
                SqlServerStatements.AddAmounts(amounts with { Missing = MissingRows.Inserted }),
        };
    }
}
