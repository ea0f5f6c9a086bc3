using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data.Engines;

/// <summary>What a database error means to the write path.</summary>
public enum WriteFailure
{
    /// <summary>Not one of the below: a bug or an outage; it is thrown on.</summary>
    Other,

    /// <summary>Serialization failure, deadlock, lost connection: the same write may succeed when run again.</summary>
    Transient,

    /// <summary>A unique key was violated.</summary>
    Duplicate,
}

/// <summary>Rows to append to one table in one statement, values in column order.</summary>
public sealed record AppendBatch(string Table, IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows);

/// <summary>
/// Amounts to add to existing rows: values are the key columns followed by the amounts.
/// With <paramref name="InsertMissing"/> a missing row begins at the amounts.
/// </summary>
public sealed record AmountBatch(
    string Table, IReadOnlyList<string> Keys, IReadOnlyList<string> Amounts, IReadOnlyList<long[]> Rows, bool InsertMissing);

/// <summary>
/// Everything in which the database engines differ; one implementation in each project below <c>migrations</c>.
/// </summary>
public abstract class DatabaseEngine
{
    /// <summary><c>postgresql</c> or <c>sqlserver</c>, as in <c>--provider</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Lets a context of the model connect with this string; migrations are in the engine's project.</summary>
    public abstract void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema);

    public abstract DbConnection CreateConnection(string connectionString);

    /// <summary>The connection string with the given database role assumed, for a login that is a member of all three.</summary>
    public abstract string AssumeRole(string connectionString, string role);

    /// <summary>Whether <see cref="AssumeRole"/> really drops to the role; if not, three logins are the only protection by grants.</summary>
    public abstract bool CanAssumeRoles { get; }

    /// <summary>
    /// Before the first migration by a single administrator's login: makes the roles and lets that login assume them.
    /// </summary>
    public abstract Task PrepareRolesAsync(string connectionString, CancellationToken stop);

    /// <summary>Locks a dedicated account's series row; parameter <c>@account</c>. Selects the head's columns.</summary>
    public abstract string LockSeriesHead { get; }

    /// <summary>Appends all rows in one statement, so that statement-level guards see them together.</summary>
    public abstract Task AppendAsync(DbTransaction transaction, AppendBatch batch, CancellationToken stop);

    public abstract Task AddAmountsAsync(DbTransaction transaction, AmountBatch batch, CancellationToken stop);

    public abstract WriteFailure Classify(Exception error);

    /// <summary>Tables of the ledger that this login could update or delete although they are append-only; empty is right.</summary>
    public abstract Task<IReadOnlyList<string>> BendableTablesAsync(DbConnection connection, CancellationToken stop);

    /// <summary>Guards (triggers) that should stand and do not; empty is right.</summary>
    public abstract Task<IReadOnlyList<string>> MissingGuardsAsync(DbConnection connection, CancellationToken stop);
}

/// <summary>Names that the guards of both engines agree on.</summary>
public static class AppendOnlyTables
{
    /// <summary>Tables in schema ledger whose rows are never updated or deleted, by anyone.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "entry", "posting", "lot_use", "request", "log_leaf", "log_node", "log_checkpoint", "audit_event",
        "disbursement_step", "disbursement_duty", "statement_file",
    ];
}

/// <summary>The database roles both engines know.</summary>
public static class DatabaseRoles
{
    public const string Owner = "fundledger_owner";
    public const string Write = "fundledger_write";
    public const string Read = "fundledger_read";
}

/// <summary>Where the application connects, as whom: the owner only migrates, the reader only reads.</summary>
/// <param name="Administration">The one login given for everything; null when each use has its own.</param>
public sealed record LedgerConnections(DatabaseEngine Engine, string Migrations, string Ledger, string Reporting, string? Administration = null)
{
    /// <summary>One login for all three, assuming the role each needs.</summary>
    public static LedgerConnections Single(DatabaseEngine engine, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return new LedgerConnections(
            engine,
            engine.AssumeRole(connectionString, DatabaseRoles.Owner),
            engine.AssumeRole(connectionString, DatabaseRoles.Write),
            engine.AssumeRole(connectionString, DatabaseRoles.Read),
            connectionString);
    }
}

/// <summary>Makes contexts on the write role's connection; each use disposes its own.</summary>
public sealed class LedgerDbFactory(LedgerConnections connections)
{
    private readonly DbContextOptions<LedgerDb> options = Options(connections.Engine, connections.Ledger);

    public DatabaseEngine Engine => connections.Engine;

    public LedgerDb Create() => new(options);

    public static DbContextOptions<LedgerDb> Options(DatabaseEngine engine, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var builder = new DbContextOptionsBuilder<LedgerDb>();
        engine.Configure(builder, connectionString, LedgerDb.Schema);
        return builder.Options;
    }
}
