using System.Globalization;
using FundLedger.Data.Engines;

namespace FundLedger.SqlServer;

/// <summary>
/// The T-SQL of the write path and of the check at start. Text of a parameter is compared in the collation of the ledger's
/// columns: what comes out of OPENJSON has the database's own otherwise, and two collations do not compare (error 468).
/// </summary>
internal static class SqlServerStatements
{
    /// <summary>Of every text column of the ledger, whatever the database's own is.</summary>
    public const string Collation = Collations.SqlServer;

    public const string LockSeriesHead = """
        SELECT last_leaf_index, last_recorded_at, last_id, last_lot_id
        FROM ledger.series_head WITH (UPDLOCK, HOLDLOCK, ROWLOCK) WHERE dedicated_account_id = @account
        """;

    public const string FindAnswers = $"""
        SELECT answered.request_key, answered.content_hash, answered.answer
        FROM OPENJSON(@keys) WITH (request_key nvarchar(200) '$') AS wanted
        JOIN ledger.request AS answered
            ON answered.dedicated_account_id = @account AND answered.request_key = wanted.request_key COLLATE {Collation}
        """;

    /// <summary>The batch selects the row count: a server whose sessions begin with NOCOUNT on tells the driver none.</summary>
    public static string MoveHead(HeadAdvance change) => $"""
        UPDATE {change.Table} SET last_leaf_index = @leaf, last_recorded_at = @recorded, last_id = @id, last_lot_id = @lot
        WHERE last_leaf_index = @from_leaf AND last_recorded_at = @from_recorded AND last_id = @from_id AND last_lot_id = @from_lot
          AND dedicated_account_id = @account;
        SELECT @@ROWCOUNT;
        """;

    /// <summary>
    /// What the database must allow for one consistent view while others write. A server that only speaks T-SQL has no such
    /// settings: its reading transactions see one moment anyway.
    /// </summary>
    public const string MissingOptions = """
        SELECT wanted.statement FROM sys.databases AS this
        CROSS JOIN (VALUES ('ALLOW_SNAPSHOT_ISOLATION'), ('READ_COMMITTED_SNAPSHOT')) AS wanted (statement)
        WHERE this.database_id = DB_ID() AND SERVERPROPERTY('Babelfish') IS NULL
          AND ((wanted.statement = 'ALLOW_SNAPSHOT_ISOLATION' AND this.snapshot_isolation_state <> 1)
            OR (wanted.statement = 'READ_COMMITTED_SNAPSHOT' AND this.is_read_committed_snapshot_on <> 1))
        ORDER BY wanted.statement
        """;

    /// <summary>Which of the tables the login may change or remove rows of; a right on one column is enough.</summary>
    public static string ModifiableTables(IEnumerable<string> tables) => $"""
        SELECT wanted.name FROM (VALUES {string.Join(", ", tables.Select(table => $"('{table}')"))}) AS wanted (name)
        WHERE HAS_PERMS_BY_NAME('ledger.' + wanted.name, 'OBJECT', 'UPDATE') = 1
           OR HAS_PERMS_BY_NAME('ledger.' + wanted.name, 'OBJECT', 'DELETE') = 1
           OR EXISTS (
               SELECT 1 FROM sys.columns AS found WHERE found.object_id = OBJECT_ID('ledger.' + wanted.name)
               AND HAS_PERMS_BY_NAME('ledger.' + wanted.name, 'OBJECT', 'UPDATE', found.name, 'COLUMN') = 1)
        ORDER BY wanted.name
        """;

    /// <summary>Takes the lock <c>@name</c> for the session without waiting, and gives what <c>sp_getapplock</c> answered.</summary>
    public const string TryLock = """
        DECLARE @answer int;
        EXEC @answer = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0;
        SELECT @answer;
        """;

    /// <summary>
    /// The triggers, procedures, views and functions with the text that made them, and whether they are off; then the tables
    /// that nothing keeps from being truncated.
    /// </summary>
    public static string Guards { get; } = $"""
        SELECT CASE made.type WHEN 'TR' THEN N'trigger ' + made.name + N' on ' + SCHEMA_NAME(guarded.schema_id) + N'.' + guarded.name
                   WHEN 'P' THEN N'procedure ' + SCHEMA_NAME(made.schema_id) + N'.' + made.name
                   WHEN 'V' THEN N'view ' + SCHEMA_NAME(made.schema_id) + N'.' + made.name
                   ELSE N'function ' + SCHEMA_NAME(made.schema_id) + N'.' + made.name END AS name,
            module.definition, COALESCE(CAST(guard.is_disabled AS int), 0) AS disabled
        FROM sys.objects AS made
        LEFT JOIN sys.sql_modules AS module ON module.object_id = made.object_id
        LEFT JOIN sys.triggers AS guard ON guard.object_id = made.object_id
        LEFT JOIN sys.objects AS guarded ON guarded.object_id = made.parent_object_id
        WHERE made.type IN ('TR', 'P', 'V', 'FN', 'IF', 'TF') AND SCHEMA_NAME(made.schema_id) IN (N'ledger', N'access');
        SELECT wanted.name FROM (VALUES
            {string.Join(", ", AppendOnlyTables.All.Select(table => $"(N'ledger.{table}')"))},
            (N'ledger.job_run'), (N'ledger.accounting_period'), (N'access.security_event')) AS wanted (name)
        WHERE NOT EXISTS (SELECT 1 FROM sys.foreign_keys AS found WHERE found.referenced_object_id = OBJECT_ID(wanted.name))
        ORDER BY wanted.name;
        """;

    /// <summary>Adds amounts to rows of <c>@account</c> by their keys, and gives the number of rows changed.</summary>
    public static string AddAmounts(AddedAmounts change)
    {
        string[] columns = [.. change.Keys, .. change.Amounts];
        var shape = string.Join(
            ", ", columns.Select((column, index) => string.Create(CultureInfo.InvariantCulture, $"{column} bigint '$[{index}]'")));
        var source = $"OPENJSON(@rows) WITH ({shape}) AS source";
        var keys = string.Join(" AND ", change.Keys.Select(key => $"target.{key} = source.{key}"));
        var same = $"target.{TableChange.AccountColumn} = @account AND {keys}";
        // The series lock of the dedicated account is held: no one else can insert between the two statements.
        var insert = $"""
            INSERT INTO {change.Table} ({TableChange.AccountColumn}, {string.Join(", ", columns)})
            SELECT @account, {string.Join(", ", change.Keys.Select(key => $"source.{key}"))},
                {string.Join(", ", change.Amounts.Select(_ => "0"))}
            FROM {source} WHERE NOT EXISTS (SELECT 1 FROM {change.Table} AS target WHERE {same});
            """;
        var update = $"""
            UPDATE target SET {string.Join(", ", change.Amounts.Select(amount => $"{amount} = target.{amount} + source.{amount}"))}
            FROM {change.Table} AS target JOIN {source} ON {same};
            SELECT @@ROWCOUNT;
            """;
        return change.Missing == MissingRows.Refused ? update : insert + "\n" + update;
    }
}
