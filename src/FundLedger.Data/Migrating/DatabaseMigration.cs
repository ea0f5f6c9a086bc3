using System.Data.Common;
using System.Text;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using FundLedger.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

namespace FundLedger.Data.Migrating;

/// <summary>
/// Brings a database to this version: first the migrations of schema ledger and schema access, which make tables, then each
/// <see cref="SchemaScript"/> whose text is not the one that was applied upon these migrations, and what follows from it.
/// </summary>
/// <param name="connectionString">The owner's.</param>
public sealed class DatabaseMigration(DatabaseEngine engine, string connectionString)
{
    private const int YearsAhead = 2;

    private readonly IReadOnlyList<SchemaScript> scripts = SchemaScript.Of(engine);

    /// <summary>Applies what is missing and reports each step; nothing happens on a database of this version.</summary>
    /// <param name="clock">Says when rows that have no leaf yet are recorded.</param>
    public async Task Apply(IClock clock, IProgress<string> progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(progress);
        await using var ledger = Ledger();
        await using var access = Access();
        await ApplyMigrations(ledger, LedgerDb.Schema, progress, stop);
        await ApplyMigrations(access, AccessDb.Schema, progress, stop);
        await ApplyScripts(Version(ledger, access), progress, stop);
        await AddFiscalYears(progress, stop);
        await new ExistingRecords(engine, connectionString, clock).Add(progress, stop);
    }

    /// <summary>Whether the database answers at all; checked when a step has failed.</summary>
    public async Task<bool> CanConnect(CancellationToken stop)
    {
        await using var ledger = Ledger();
        return await ledger.Database.CanConnectAsync(stop);
    }

    /// <summary>
    /// Schemas ledger and access as text for a database administrator: migrations that are applied are skipped, scripts are
    /// repeated. Rows that have no leaf yet and the job server's tables are left to <see cref="Apply"/>, for no SQL says them.
    /// </summary>
    public static string Script(DatabaseEngine engine) => new DatabaseMigration(engine, "").Print();

    private string Print()
    {
        using var ledger = Ledger();
        using var access = Access();
        var text = new StringBuilder().AppendLine(engine.ScriptSettings);
        foreach (DbContext db in new DbContext[] { ledger, access })
        {
            text.AppendLine(db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
        }

        var version = Version(ledger, access);
        text.AppendLine(engine.BeginScript);
        foreach (var script in scripts)
        {
            text.AppendLine(script.Text).AppendLine(Record(script, version)).AppendLine(engine.BatchSeparator);
        }

        text.AppendLine("COMMIT;").AppendLine(engine.BatchSeparator);
        return text.AppendLine(engine.AddFiscalYears(YearsAhead)).AppendLine(engine.BatchSeparator).ToString();
    }

    /// <summary>Next year, if it has no place of its own in the tables of entries and postings; null if it has.</summary>
    public static async Task<int?> MissingFiscalYear(DatabaseEngine engine, DbConnection connection, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var next = await CurrentYear(engine, connection, stop) + 1;
        return await engine.HasFiscalYear(connection, next, stop) ? null : next;
    }

    /// <summary>By the database's clock, in UTC: partitions are made long before they are needed.</summary>
    private static async Task<int> CurrentYear(DatabaseEngine engine, DbConnection connection, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {engine.CurrentInstant}";
        return ((DateTime)(await command.ExecuteScalarAsync(stop))!).Year;
    }

    private LedgerDb Ledger() => new(LedgerDbFactory.Options(engine, connectionString));

    private AccessDb Access()
    {
        var options = new DbContextOptionsBuilder<AccessDb>();
        engine.Configure(options, connectionString, AccessDb.Schema);
        return new AccessDb(options.Options);
    }

    /// <summary>
    /// The last migration of each schema. Scripts are applied anew upon other tables: a right on all tables is one
    /// on the new ones too.
    /// </summary>
    private static string Version(LedgerDb ledger, AccessDb access) =>
        $"{ledger.Database.GetMigrations().Last()}, {access.Database.GetMigrations().Last()}";

    private static async Task ApplyMigrations(DbContext db, string schema, IProgress<string> progress, CancellationToken stop)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(stop)).ToArray();
        if (pending.Length == 0) return;
        progress.Report($"Migrating schema {schema}: {string.Join(", ", pending)}");
        await db.Database.MigrateAsync(stop);
    }

    private async Task ApplyScripts(string version, IProgress<string> progress, CancellationToken stop)
    {
        await using var connection = engine.CreateConnection(connectionString);
        await connection.OpenAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var applied = await ReadApplied(transaction, stop);
        var changed = scripts.Where(script => applied.GetValueOrDefault(script.Subject) != (script.Sha256, version)).ToHashSet();
        var pending = scripts.Where(script => changed.Contains(script) || (script.Follows && changed.Count > 0)).ToArray();
        if (pending.Length > 0) progress.Report($"Applying {string.Join(", ", pending.Select(script => script.Subject))}");
        foreach (var batch in pending.SelectMany(script => engine.Batches(script.Text).Append(Record(script, version))))
        {
            await using var command = Command(transaction, batch);
            await command.ExecuteNonQueryAsync(stop);
        }

        await transaction.CommitAsync(stop);
    }

    /// <summary>The years that begin soon have places of their own before they have entries.</summary>
    private async Task AddFiscalYears(IProgress<string> progress, CancellationToken stop)
    {
        await using var connection = engine.CreateConnection(connectionString);
        await connection.OpenAsync(stop);
        var thisYear = await CurrentYear(engine, connection, stop);
        for (var year = thisYear + 1; year <= thisYear + YearsAhead; year++)
        {
            if (await engine.HasFiscalYear(connection, year, stop)) continue;
            progress.Report($"Adding fiscal year {year}");
            await engine.AddFiscalYear(connection, year, stop);
        }
    }

    /// <summary>Other migrations wait until this transaction ends.</summary>
    private async Task<Dictionary<string, (string Sha256, string Version)>> ReadApplied(DbTransaction transaction, CancellationToken stop)
    {
        await using var command = Command(transaction, engine.LockAppliedScripts);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var applied = new Dictionary<string, (string, string)>();
        while (await reader.ReadAsync(stop)) applied[reader.GetString(0)] = (reader.GetString(1), reader.GetString(2));
        return applied;
    }

    private static DbCommand Command(DbTransaction transaction, string text)
    {
        var command = transaction.Connection!.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (text, transaction, 0);
        return command;
    }

    /// <summary>Subjects, hashes and names of migrations hold no quotation mark.</summary>
    private string Record(SchemaScript script, string version) => $"""
        DELETE FROM ledger.applied_script WHERE subject = '{script.Subject}';
        INSERT INTO ledger.applied_script (subject, sha256, schema_version, applied_at)
        VALUES ('{script.Subject}', '{script.Sha256}', '{version}', {engine.CurrentInstant});
        """;
}
