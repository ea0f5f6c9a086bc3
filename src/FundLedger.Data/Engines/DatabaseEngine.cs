using System.Data;
using System.Data.Common;
using Hangfire;
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

/// <summary>
/// Everything in which the database engines differ; one implementation in a project for each.
/// </summary>
public abstract class DatabaseEngine
{
    /// <summary><c>postgresql</c> or <c>sqlserver</c>, as in <c>--provider</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The name of the assembly that holds this engine's migrations and scripts.</summary>
    public abstract string MigrationsAssembly { get; }

    /// <summary>The parts of a script that are sent to the engine one by one.</summary>
    public virtual IReadOnlyList<string> Batches(string script) => [script];

    /// <summary>Separates two parts of a printed script; empty if a script is one.</summary>
    public virtual string BatchSeparator => "";

    /// <summary>Begins a printed script: what its session needs, whoever runs it; empty for nothing.</summary>
    public virtual string ScriptSettings => "";

    /// <summary>Begins the transaction of a printed script.</summary>
    public abstract string BeginScript { get; }

    /// <summary>Selects subject, hash and schema version of the scripts that were applied; others wait for the transaction's end.</summary>
    public abstract string LockAppliedScripts { get; }

    /// <summary>An expression for the present instant in UTC.</summary>
    public abstract string CurrentInstant { get; }

    /// <summary>Lets a context of the model connect with this string.</summary>
    public abstract void Configure(DbContextOptionsBuilder options, string connectionString, string migrationsHistorySchema);

    public abstract DbConnection CreateConnection(string connectionString);

    /// <summary>The connection string tuned for the write path, which repeats few statements very often.</summary>
    public abstract string ForWriting(string connectionString);

    /// <summary>The connection string tuned for pages, which ask many small questions of the same kind.</summary>
    public virtual string ForReading(string connectionString) => connectionString;

    /// <summary>The isolation level at which all statements of a transaction see one moment, of those this database allows.</summary>
    public abstract IsolationLevel SnapshotIsolation { get; }

    /// <summary>The connection string tuned for reports, some of which read the books through from beginning to end.</summary>
    public abstract string ForReporting(string connectionString);

    /// <summary>The connection string with the given database role assumed, for a login that is a member of all three.</summary>
    public abstract string AssumeRole(string connectionString, string role);

    /// <summary>
    /// Whether <see cref="AssumeRole"/> really drops to the role; if not, three logins are the only protection by
    /// grants.
    /// </summary>
    public abstract bool CanAssumeRoles { get; }

    /// <summary>
    /// Before the first migration by a single administrator's login: makes the roles and lets that login assume them.
    /// </summary>
    public abstract Task PrepareRoles(string connectionString, CancellationToken stop);

    /// <summary>Locks a dedicated account's series row; parameter <c>@account</c>. Selects the head's columns.</summary>
    public abstract string LockSeriesHead { get; }

    /// <summary>
    /// Finds the requests of a dedicated account that have been answered; parameters <c>@account</c> and <c>@keys</c>
    /// (see <see cref="KeysParameter"/>). Selects key, content hash and answer, each key by the primary key.
    /// </summary>
    public abstract string FindAnswers { get; }

    /// <summary>Parameter <c>@keys</c>, of one type whatever the number and length of the keys.</summary>
    public abstract DbParameter KeysParameter(IReadOnlyList<string> keys);

    /// <summary>Rows of a dedicated account to be appended, in the shape in which this engine writes that many of them.</summary>
    /// <param name="columns">Those whose values will be given: all but the account's.</param>
    /// <param name="expected">Expected number of rows; a hint.</param>
    public virtual AppendedRows Rows(string table, long account, IReadOnlyList<string> columns, int expected) =>
        new ColumnarRows(table, account, columns);

    /// <summary>
    /// Where rows of a fiscal year go, of a table that holds every year: the table itself, or what the engine keeps that year
    /// in, if that many rows are written faster there. The rows of one table go in one statement.
    /// </summary>
    /// <param name="expected">Expected number of rows of all years; a hint.</param>
    public virtual string TableOf(int fiscalYear, string table, int expected) => table;

    /// <summary>
    /// Makes the changes in this order, each in one statement, so that statement-level guards see its rows together.
    /// Few rows go in one round trip, many by the engine's bulk path.
    /// </summary>
    public abstract Task Apply(DbTransaction transaction, IReadOnlyList<TableChange> changes, CancellationToken stop);

    /// <summary>
    /// Makes the changes as <see cref="Apply"/> does and commits them, all or none, if it can in a single round trip.
    /// False, and nothing done, when they need a transaction of several.
    /// </summary>
    public virtual Task<bool> TryWrite(DbConnection connection, IReadOnlyList<TableChange> changes, CancellationToken stop) =>
        Task.FromResult(false);

    /// <summary>After a large load: lets the engine count again what it holds, where it does not do so by itself at once.</summary>
    public abstract Task RefreshStatistics(DbConnection connection, CancellationToken stop);

    /// <summary>
    /// Makes or updates the job server's own tables in schema <see cref="JobStorageSettings.Schema"/> by the migration login and
    /// lets the write role, and nobody else, use them; safe to repeat.
    /// </summary>
    public abstract Task PrepareJobStorage(string connectionString, CancellationToken stop);

    /// <summary>The job server's storage, used by the write role.</summary>
    public abstract JobStorage OpenJobStorage(string connectionString, JobStorageSettings settings);

    /// <summary>
    /// Takes a named lock for as long as the given connection's session lives: it goes with its process. The connection is one
    /// of its own, never pooled; null, and nothing open, when another session holds the lock.
    /// </summary>
    public abstract Task<DbConnection?> TryLock(string connectionString, string name, CancellationToken stop);

    public abstract WriteFailure Classify(Exception error);

    /// <summary>
    /// Whether the database went away or does not answer, so that nobody can say whether what was asked of it last was done.
    /// </summary>
    public abstract bool IsOutage(Exception error);

    /// <summary>Whether the database refused this login a right, and not something else went wrong.</summary>
    public abstract bool IsDenial(Exception error);

    /// <summary>
    /// Statements that an administrator has to run once, because this database lacks a setting without which reading sees
    /// several moments at once; empty is right.
    /// </summary>
    public virtual Task<IReadOnlyList<string>> MissingOptions(DbConnection connection, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Gives a fiscal year a place of its own in the tables that hold every year; as the owner, best before the year begins.
    /// Nothing happens where it has one.
    /// </summary>
    public abstract Task AddFiscalYear(DbConnection connection, int fiscalYear, CancellationToken stop);

    /// <summary>As a statement, by the server's clock in UTC: gives so many years after the present one places of their own.</summary>
    public abstract string AddFiscalYears(int ahead);

    /// <summary>Whether the fiscal year has a place of its own; without one its entries are among those of other years.</summary>
    public abstract Task<bool> HasFiscalYear(DbConnection connection, int fiscalYear, CancellationToken stop);

    /// <summary>Tables of the ledger that this login could update or delete although they are append-only; empty is right.</summary>
    public abstract Task<IReadOnlyList<string>> ModifiableTables(DbConnection connection, CancellationToken stop);

    /// <summary>Takes all guards off the tables or puts them on again, in a transaction of the owner's.</summary>
    public abstract string SetGuards(bool guarded);

    /// <summary>
    /// What of the guards (triggers, and the functions they and the write path are made of) is missing, disabled, not what the
    /// texts of this version say, or in none of them; a line each, empty is right. The read role may ask.
    /// </summary>
    public abstract Task<IReadOnlyList<string>> GuardProblems(DbConnection connection, CancellationToken stop);
}

/// <summary>Names that the guards of both engines agree on.</summary>
public static class AppendOnlyTables
{
    /// <summary>Tables in schema ledger whose rows are never updated or deleted, by anyone.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "entry", "posting", "lot_use", "request", "log_leaf", "log_node", "log_checkpoint", "audit_event",
        "designation_change", "workflow_step", "workflow_duty", "statement_file", "statement_original", "manual_voucher_line",
        "statement_line_part", "draw_down_line", "screening_rule", "screening_result", "screening_finding", "donation_line",
    ];
}

/// <summary>By which texts are compared byte by byte, a look-alike being another one.</summary>
public static class Collations
{
    /// <summary>Of texts that identify something.</summary>
    public const string PostgreSql = "C";

    /// <summary>Of every text of the ledger, whatever the database's own is.</summary>
    public const string SqlServer = "Latin1_General_100_BIN2";
}

/// <summary>The database roles of both engines.</summary>
public static class DatabaseRoles
{
    public const string Owner = "fundledger_owner";
    public const string Write = "fundledger_write";
    public const string Read = "fundledger_read";
}
