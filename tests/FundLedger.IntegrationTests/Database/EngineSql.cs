using System.Text.RegularExpressions;

namespace FundLedger.IntegrationTests.Database;

/// <summary>What tests do to a database past the application, in the words of its engine.</summary>
internal abstract partial class EngineSql
{
    public static EngineSql PostgreSql { get; } = new OfPostgreSql();

    public static EngineSql SqlServer { get; } = new OfSqlServer();

    /// <summary>Of the server the tests run on.</summary>
    public static EngineSql Current => TestServer.SqlServer is null ? PostgreSql : SqlServer;

    /// <summary>Until the end of the transaction neither triggers nor foreign keys hold; needs an administrator.</summary>
    public abstract string LiftGuards { get; }

    /// <summary>Ends every other connection to the database, without an error for one that has just ended by itself.</summary>
    public abstract string EndConnections { get; }

    /// <summary>Every way to empty a table at once.</summary>
    public abstract IEnumerable<string> Truncations(string table);

    /// <summary>Switches off one guard and removes another; and how they are then missed.</summary>
    public abstract (string Statements, string[] Missed) TwoGuardsOff { get; }

    /// <summary>A trigger that refuses entries of actor 999999 with the words "not this actor", and its removal.</summary>
    public abstract (string Make, string Remove) RefusingActor { get; }

    /// <summary>The statements with the guards lifted. They are written for PostgreSQL; SQL Server knows most of its words.</summary>
    public string Damage(string statements) => $"{LiftGuards}; {Translated(statements)}";

    public virtual string Translated(string statements) => statements;

    private sealed class OfPostgreSql : EngineSql
    {
        public override string LiftGuards => "SET LOCAL session_replication_role = replica";

        public override string EndConnections =>
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

        public override IEnumerable<string> Truncations(string table) => [$"TRUNCATE ledger.{table}", $"TRUNCATE ledger.{table} CASCADE"];

        public override (string Statements, string[] Missed) TwoGuardsOff => ("""
            ALTER TABLE ledger.log_leaf DISABLE TRIGGER tr_log_leaf_append_only;
            DROP TRIGGER tr_posting_sums ON ledger.posting_2026;
            """, [
                "trigger tr_log_leaf_append_only on ledger.log_leaf is disabled",
                "trigger tr_posting_sums on ledger.posting_2026 is missing",
            ]);

        public override (string Make, string Remove) RefusingActor => ("""
            CREATE FUNCTION ledger.test_refuse_actor() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM inserted WHERE actor_id = 999999) THEN RAISE EXCEPTION 'not this actor'; END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER tr_test_actor AFTER INSERT ON ledger.entry REFERENCING NEW TABLE AS inserted
                FOR EACH STATEMENT EXECUTE FUNCTION ledger.test_refuse_actor();
            """, "DROP TRIGGER tr_test_actor ON ledger.entry; DROP FUNCTION ledger.test_refuse_actor()");
    }

    private sealed partial class OfSqlServer : EngineSql
    {
        /// <summary>Changes of tables are part of the transaction, and undone with it.</summary>
        public override string LiftGuards => """
            DECLARE @lifted nvarchar(max) = (
                SELECT STRING_AGG(CAST(N'DISABLE TRIGGER ALL ON ledger.' + name AS nvarchar(max)), N'; ')
                FROM sys.tables WHERE schema_id = SCHEMA_ID(N'ledger'));
            EXEC (@lifted);
            SET @lifted = (
                SELECT STRING_AGG(
                    CAST(N'ALTER TABLE ledger.' + OBJECT_NAME(parent_object_id) + N' NOCHECK CONSTRAINT ' + name AS nvarchar(max)), N'; ')
                FROM sys.foreign_keys WHERE schema_id = SCHEMA_ID(N'ledger'));
            EXEC (@lifted)
            """;

        public override string EndConnections => """
            DECLARE @session int = 0, @kill nvarchar(20);
            WHILE @session IS NOT NULL
            BEGIN
                SET @session = (
                    SELECT MIN(session_id) FROM sys.dm_exec_sessions
                    WHERE database_id = DB_ID() AND session_id <> @@SPID AND session_id > @session);
                SET @kill = N'KILL ' + CAST(@session AS nvarchar(9));
                BEGIN TRY EXEC (@kill); END TRY BEGIN CATCH SET @kill = NULL; END CATCH;
            END;
            SELECT 0;
            """;

        public override IEnumerable<string> Truncations(string table) => [$"TRUNCATE TABLE ledger.{table}"];

        public override (string Statements, string[] Missed) TwoGuardsOff => (
            "DISABLE TRIGGER ledger.tr_log_leaf_append_only ON ledger.log_leaf; DROP TRIGGER ledger.tr_posting_sums;",
            [
                "trigger tr_log_leaf_append_only on ledger.log_leaf is disabled", "trigger tr_posting_sums on ledger.posting is missing",
            ]);

        public override (string Make, string Remove) RefusingActor => ("""
            CREATE TRIGGER ledger.tr_test_actor ON ledger.entry AFTER INSERT AS
            BEGIN
                SET NOCOUNT ON;
                IF EXISTS (SELECT 1 FROM inserted WHERE actor_id = 999999) THROW 50999, 'not this actor', 1;
            END;
            """, "DROP TRIGGER ledger.tr_test_actor");

        public override string Translated(string statements)
        {
            statements = Hash().Replace(statements, "hashbytes('SHA2_256', '$1')");
            statements = Hexadecimal().Replace(statements, "0x$1");
            statements = Instant().Replace(statements, "cast('$1' as datetime2(6))");
            statements = Interval().Replace(statements, "dateadd($3, $2, $1)");
            statements = NextDay().Replace(statements, "dateadd(day, 1, $1)");
            statements = Index()
                .Replace(statements, match => $"drop index {match.Groups[1].Value} on ledger.{TableOf(match.Groups[1].Value)}");
            statements = Truth().Replace(statements, match => match.Value == "true" ? "1" : "0");
            return statements.Replace("content_hash = 'x'", "content_hash = 0x78", StringComparison.Ordinal);
        }

        /// <summary>The engine names an index by its table too.</summary>
        private static string TableOf(string index) => index == "ux_entry_reverses" ? "entry" : Table().Match(index).Groups[1].Value;

        [GeneratedRegex(@"sha256\('(\w+)'\)")]
        private static partial Regex Hash();

        [GeneratedRegex(@"decode\('([0-9A-Fa-f]+)', 'hex'\)")]
        private static partial Regex Hexadecimal();

        [GeneratedRegex(@"timestamptz '([^']+)\+00'")]
        private static partial Regex Instant();

        [GeneratedRegex(@"(\w+) \+ interval '(\d+) (\w+)'")]
        private static partial Regex Interval();

        [GeneratedRegex(@"(\w+_date) \+ 1\b")]
        private static partial Regex NextDay();

        [GeneratedRegex(@"drop index ledger\.(\w+)")]
        private static partial Regex Index();

        [GeneratedRegex(@"^ix_(\w+?)_dedicated_account_id")]
        private static partial Regex Table();

        [GeneratedRegex(@"\b(true|false)\b")]
        private static partial Regex Truth();
    }
}
