using FundLedger.Data.Migrating;
using FundLedger.Web.Books;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Scripts are applied when their text changes, and nobody but the owner says which text stands.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task Migrate_AMigratedDatabase_DoesNothing()
    {
        await using var database = await TestDatabase.Create();

        (await Migrate(database)).Should().BeEmpty();
    }

    [Fact]
    public async Task Migrate_AfterTheTextOfASubjectHasChanged_AppliesThatSubjectAndThePlansOfItsFunctions()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(
            database.Connections.Migrations, $"UPDATE ledger.applied_script SET sha256 = '{new string('0', 64)}' WHERE subject = 'guards'");

        (await Migrate(database)).Should().Equal("Applying guards, plans");
        (await Migrate(database)).Should().BeEmpty();
    }

    [Fact]
    public async Task Migrate_AfterAMigration_AppliesEverySubjectAgain()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Connections.Migrations, "UPDATE ledger.applied_script SET schema_version = 'an earlier one'");

        (await Migrate(database)).Should().Equal($"Applying {string.Join(", ", SchemaScript.Subjects)}");
    }

    [PostgreSqlFact]
    public async Task Migrate_AGuardSwitchedOff_PutsItBackWithItsSubject()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Connections.Migrations, """
            ALTER TABLE ledger.log_leaf DISABLE TRIGGER tr_log_leaf_append_only;
            DROP TRIGGER tr_no_truncate ON ledger.posting_2026;
            DELETE FROM ledger.applied_script WHERE subject IN ('guards', 'entries');
            """);

        await Migrate(database);

        await using var connection = await database.Open(database.Connections.Ledger);
        (await database.Connections.Engine.GuardProblems(connection, CancellationToken.None)).Should().BeEmpty();
    }

    [PostgreSqlFact]
    public async Task Migrate_ByTwoAtOnce_AppliesEachSubjectOnce()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(database.Connections.Migrations, "DELETE FROM ledger.applied_script");

        var steps = await Task.WhenAll(Migrate(database), Migrate(database));

        steps.SelectMany(said => said).Should().ContainSingle();
    }

    [PostgreSqlFact]
    public async Task Script_RunByAnAdministrator_MakesWhatMigrateMakes()
    {
        await using var migrated = await TestDatabase.Create();
        await using var scripted = await PostgreSqlTestServer.Empty();
        await using (var connection = await scripted.Open(scripted.Connections.Migrations))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = DatabaseMigration.Script(migrated.Connections.Engine);
            await command.ExecuteNonQueryAsync();
            await command.ExecuteNonQueryAsync();
        }

        (await DatabaseSetup.CheckJobTables(scripted.Connections, CancellationToken.None)).Should().Be(DatabaseRefusals.JobTablesMissing());
        (await Migrate(scripted)).Should().BeEmpty();
        (await Catalog(scripted)).Should().Equal(await Catalog(migrated)).And.HaveCountGreaterThan(500);
    }

    [Theory]
    [InlineData("INSERT INTO ledger.applied_script SELECT 'mine', sha256, schema_version, applied_at "
        + "FROM ledger.applied_script WHERE subject = 'roles'")]
    [InlineData("UPDATE ledger.applied_script SET subject = subject")]
    [InlineData("DELETE FROM ledger.applied_script")]
    public async Task AppliedScripts_WrittenByAnyoneButTheOwner_AreRefused(string statement)
    {
        await using var database = await TestDatabase.Create();
        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Reporting })
        {
            var write = () => database.Execute(login, statement);
            (await write.Should().ThrowAsync<System.Data.Common.DbException>()).Which.Message.Should().Contain("permission");
        }
    }

    [Fact]
    public async Task View_OfTheLedger_IsReadByBothLogins()
    {
        await using var database = await TestDatabase.Create();
        var views = await database.Ask<string>(database.Administrator, """
            SELECT string_agg(concat(table_schema, '.', table_name), ' ') FROM information_schema.views
            WHERE table_schema IN ('ledger', 'access')
            """);

        foreach (var view in views.Split(' '))
        {
            foreach (var login in new[] { database.Connections.Ledger, database.Connections.Reporting })
                (await database.Ask<long>(login, $"SELECT count(*) FROM {view}")).Should().Be(0, view);
        }
    }

    /// <summary>Tables with their columns, rights, rules and guards, and functions, as the engine describes them.</summary>
    private static async Task<string[]> Catalog(TestDatabase database)
    {
        var text = await database.Ask<string>(database.Administrator, """
            SELECT string_agg(line, E'\n' ORDER BY line COLLATE "C") FROM (
                SELECT concat_ws(' ', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
                    attacl::text, relacl::text, relowner::regrole)
                FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                WHERE relnamespace IN ('ledger'::regnamespace, 'access'::regnamespace) AND attnum > 0
                UNION ALL
                SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
                WHERE connamespace IN ('ledger'::regnamespace, 'access'::regnamespace)
                UNION ALL
                SELECT concat(pg_get_triggerdef(pg_trigger.oid), tgenabled) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
                WHERE relnamespace IN ('ledger'::regnamespace, 'access'::regnamespace) AND NOT tgisinternal
                UNION ALL
                SELECT replace(concat_ws(' ', pg_get_functiondef(oid), proacl::text), E'\n', ' ') FROM pg_proc
                WHERE pronamespace IN ('ledger'::regnamespace, 'access'::regnamespace)) AS catalog (line)
            """);
        return text.Split('\n');
    }

    /// <summary>What migrating says it did.</summary>
    private static async Task<IReadOnlyList<string>> Migrate(TestDatabase database)
    {
        var steps = new Steps();
        await new DatabaseMigration(database.Connections.Engine, database.Connections.Migrations)
            .Apply(NodaTime.SystemClock.Instance, steps, CancellationToken.None);
        return steps.Said;
    }

    private sealed class Steps : IProgress<string>
    {
        public List<string> Said { get; } = [];

        public void Report(string value) => Said.Add(value);
    }
}
