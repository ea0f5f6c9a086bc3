using FundLedger.Data.Migrating;

namespace FundLedger.IntegrationTests.Database;

/// <summary>Scripts are applied when their text changes, and nobody but the owner says which text stands.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task Migrate_AMigratedDatabase_DoesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();

        (await Migrate(database)).Should().BeEmpty();
    }

    [Fact]
    public async Task Migrate_AfterTheTextOfASubjectHasChanged_AppliesThatSubjectAndThePlansOfItsFunctions()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(database.Connections.Migrations, $"UPDATE ledger.applied_script SET sha256 = '{new string('0', 64)}' WHERE subject = 'guards'");

        (await Migrate(database)).Should().Equal("Applying guards, plans");
        (await Migrate(database)).Should().BeEmpty();
    }

    [Fact]
    public async Task Migrate_AfterAMigration_AppliesEverySubjectAgain()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(database.Connections.Migrations, "UPDATE ledger.applied_script SET schema_version = 'an earlier one'");

        (await Migrate(database)).Should().Equal($"Applying {string.Join(", ", SchemaScript.Subjects)}");
    }

    [PostgreSqlFact]
    public async Task Migrate_AGuardSwitchedOff_PutsItBackWithItsSubject()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(database.Connections.Migrations, """
            ALTER TABLE ledger.log_leaf DISABLE TRIGGER tr_log_leaf_append_only;
            DROP TRIGGER tr_no_truncate ON ledger.posting_2026;
            DELETE FROM ledger.applied_script WHERE subject = 'guards';
            """);

        await Migrate(database);

        await using var connection = await database.OpenAsync(database.Connections.Ledger);
        (await database.Connections.Engine.MissingGuardsAsync(connection, CancellationToken.None)).Should().BeEmpty();
    }

    [PostgreSqlFact]
    public async Task Migrate_ByTwoAtOnce_AppliesEachSubjectOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(database.Connections.Migrations, "DELETE FROM ledger.applied_script");

        var steps = await Task.WhenAll(Migrate(database), Migrate(database));

        steps.SelectMany(said => said).Should().ContainSingle();
    }

    [Theory]
    [InlineData("INSERT INTO ledger.applied_script SELECT 'mine', sha256, schema_version, applied_at FROM ledger.applied_script WHERE subject = 'roles'")]
    [InlineData("UPDATE ledger.applied_script SET subject = subject")]
    [InlineData("DELETE FROM ledger.applied_script")]
    public async Task AppliedScripts_WrittenByAnyoneButTheOwner_AreRefused(string statement)
    {
        await using var database = await TestDatabase.CreateAsync();
        foreach (var login in new[] { database.Connections.Ledger, database.Connections.Reporting })
        {
            var write = () => database.ExecuteAsync(login, statement);
            (await write.Should().ThrowAsync<System.Data.Common.DbException>()).Which.Message.Should().Contain("permission");
        }
    }

    /// <summary>What migrating says it did.</summary>
    private static async Task<IReadOnlyList<string>> Migrate(TestDatabase database)
    {
        var steps = new Steps();
        await new DatabaseMigration(database.Connections.Engine, database.Connections.Migrations).Apply(steps, CancellationToken.None);
        return steps.Said;
    }

    private sealed class Steps : IProgress<string>
    {
        public List<string> Said { get; } = [];

        public void Report(string value) => Said.Add(value);
    }
}
