using FundLedger.Data;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.Data.Reading;
using FundLedger.Domain;
using FundLedger.UseCases.Accounts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Web.Books;

internal static class DatabaseRefusals
{
    public static Refusal DatabaseNotReachable(string problem) => new(nameof(DatabaseNotReachable), problem);

    public static Refusal ConnectionStringNotReadable(string engine) => new(nameof(ConnectionStringNotReadable), engine);

    public static Refusal DatabaseNotMigrated() => new(nameof(DatabaseNotMigrated));

    /// <summary>The script of the schemas was run, and what it cannot say is missing.</summary>
    public static Refusal JobTablesMissing() => new(nameof(JobTablesMissing));

    public static Refusal MigrationNotPermitted(string problem) => new(nameof(MigrationNotPermitted), problem);

    public static Refusal MigrationFailed(string problem) => new(nameof(MigrationFailed), problem);

    /// <param name="statements">What an administrator has to run, ready to be copied.</param>
    public static Refusal DatabaseOptionsMissing(string statements) => new(nameof(DatabaseOptionsMissing), statements);

    public static Refusal LedgerLoginCanAlterEntries(string tables) => new(nameof(LedgerLoginCanAlterEntries), tables);

    public static Refusal NoBooksYet() => new(nameof(NoBooksYet));

    public static Refusal BooksNotFound(string code, string known) => new(nameof(BooksNotFound), code, known);

    public static Refusal BooksNotChosen(string known) => new(nameof(BooksNotChosen), known);
}

/// <summary>Brings a database to this version and refuses one that could be bent.</summary>
internal static class DatabaseSetup
{
    /// <summary>Applies what is missing of the ledger's, the access's and the job server's tables; reports each step.</summary>
    public static async Task<Refusal?> Migrate(LedgerConnections connections, IProgress<string> progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connections);
        var migration = new DatabaseMigration(connections.Engine, connections.Migrations);
        try
        {
            if (connections.Administration is { } administration) await connections.Engine.PrepareRoles(administration, stop);
            if (await CheckOptions(connections.Engine, connections.Migrations, stop) is { } missing) return missing;
            // Before there are services: the clock that they will get.
            await migration.Apply(SystemClock.Instance, progress, stop);
            await connections.Engine.PrepareJobStorage(connections.Migrations, stop);
            return null;
        }
        catch (System.Data.Common.DbException problem)
        {
            if (connections.Engine.IsDenial(problem)) return DatabaseRefusals.MigrationNotPermitted(problem.Message);
            return await migration.CanConnect(stop)
                ? DatabaseRefusals.MigrationFailed(problem.Message)
                : DatabaseRefusals.DatabaseNotReachable(problem.GetBaseException().Message);
        }
    }

    /// <summary>The dedicated accounts of the database; none before any are opened. Refused before migration.</summary>
    public static async Task<Result<IReadOnlyList<ServedAccount>>> Accounts(LedgerConnections connections, CancellationToken stop)
    {
        await using var db = new BooksReader(connections, dedicatedAccountId: 0).Open();
        try
        {
            var accounts = await db.DedicatedAccounts.OrderBy(account => account.Id).ToListAsync(stop);
            return Result.Of<IReadOnlyList<ServedAccount>>(
            [
                .. accounts.Select(account => new ServedAccount(
                    account.Id, account.Code, account.NameZh, account.NameEn, account.Currency)),
            ]);
        }
        catch (Exception problem) when (
            problem is System.Data.Common.DbException || problem.InnerException is System.Data.Common.DbException)
        {
            return await db.Database.CanConnectAsync(stop)
                ? DatabaseRefusals.DatabaseNotMigrated()
                : DatabaseRefusals.DatabaseNotReachable(problem.GetBaseException().Message);
        }
    }

    /// <summary>
    /// The books this process serves; refused before migration, before any are opened, or when there are several and none
    /// is named.
    /// </summary>
    public static async Task<Result<ServedAccount>> Open(LedgerConnections connections, string? code, CancellationToken stop)
    {
        var read = await Accounts(connections, stop);
        if (read.IsRefused) return read.Refusal;
        var accounts = read.Value;
        var known = string.Join(", ", accounts.Select(account => account.Code));
        var chosen = code is null && accounts.Count == 1 ? accounts[0] : accounts.SingleOrDefault(account => account.Code == code);
        if (accounts.Count == 0) return DatabaseRefusals.NoBooksYet();
        if (chosen is null) return code is null ? DatabaseRefusals.BooksNotChosen(known) : DatabaseRefusals.BooksNotFound(code, known);
        return chosen;
    }

    /// <summary>Before serving: refuses a database in which nothing but the script was run, and so no job could be.</summary>
    public static async Task<Refusal?> CheckJobTables(LedgerConnections connections, CancellationToken stop)
    {
        await using var connection = connections.Engine.CreateConnection(connections.Ledger);
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = '{JobStorageSettings.Schema}'";
        var tables = Convert.ToInt64(await command.ExecuteScalarAsync(stop), System.Globalization.CultureInfo.InvariantCulture);
        return tables > 0 ? null : DatabaseRefusals.JobTablesMissing();
    }

    /// <summary>
    /// At start: refuses a database without the settings that reading needs, and a login that could update or delete what is append-only.
    /// </summary>
    public static async Task<Refusal?> CheckLogin(LedgerConnections connections, IProgress<string> progress, CancellationToken stop)
    {
        await using var connection = connections.Engine.CreateConnection(connections.Ledger);
        await connection.OpenAsync(stop);
        if (await MissingOptions(connections.Engine, connection, stop) is { } missing) return missing;
        if (await DatabaseMigration.MissingFiscalYear(connections.Engine, connection, stop) is { } year)
        {
            progress.Report($"Warning: fiscal year {year} has no partition of its own yet. Run migrate before it begins.");
        }

        var modifiable = await connections.Engine.ModifiableTables(connection, stop);
        if (modifiable.Count == 0) return null;
        if (connections.Administration is null || connections.Engine.CanAssumeRoles)
            return DatabaseRefusals.LedgerLoginCanAlterEntries(string.Join(", ", modifiable));
        progress.Report(
            "Warning: one login does everything and could change entries but for the triggers. "
            + "Give ConnectionStrings:Migrations, :Ledger and :Reporting a login each.");
        return null;
    }

    /// <summary>A database without the settings that reading needs is refused before it is migrated, and at every start.</summary>
    private static async Task<Refusal?> CheckOptions(DatabaseEngine engine, string connectionString, CancellationToken stop)
    {
        await using var connection = engine.CreateConnection(connectionString);
        await connection.OpenAsync(stop);
        return await MissingOptions(engine, connection, stop);
    }

    private static async Task<Refusal?> MissingOptions(
        DatabaseEngine engine, System.Data.Common.DbConnection connection, CancellationToken stop)
    {
        var statements = await engine.MissingOptions(connection, stop);
        return statements.Count == 0 ? null : DatabaseRefusals.DatabaseOptionsMissing(string.Join(' ', statements));
    }
}
