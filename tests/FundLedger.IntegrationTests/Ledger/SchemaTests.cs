using FundLedger.Data;
using FundLedger.Data.Access;
using FundLedger.Data.Engines;
using FundLedger.Data.Migrating;
using FundLedger.IntegrationTests.Database;
using FundLedger.PostgreSql;
using FundLedger.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.IntegrationTests.Ledger;

/// <summary>What the migrations of both engines say, whether or not such a server is at hand.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Engines() => new("postgresql", "sqlserver");

    [Theory]
    [MemberData(nameof(Engines))]
    public void Model_AgainstTheMigrations_HasNoPendingChange(string engine)
    {
        using var ledger = Ledger(engine);
        using var access = Access(engine);

        ledger.Database.HasPendingModelChanges().Should().BeFalse();
        access.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Script_OfADatabase_HasTheGuards(string engine)
    {
        var script = DatabaseMigration.Script(Engine(engine));

        // Append-only guards are made in a loop over the tables, so the loop's list is what can be read.
        script.Should().ContainAll(AppendOnlyTables.All.Select(table => $"'{table}'"));
        script.Should().ContainAll(
            "append_only", "tr_entry_numbers", "tr_posting_sums", "tr_lot_use_lots", "tr_fund_keep_code", "tr_ledger_account_keep_code",
            "tr_accounting_period_moves", "security_event_append_only");
        script.Should().ContainAll(DatabaseRoles.Owner, DatabaseRoles.Write, DatabaseRoles.Read);
    }

    [Fact]
    public void Script_ForSqlServer_LetsNoAppendOnlyTableBeTruncated()
    {
        var guards = SchemaScript.Of(new SqlServerEngine()).Single(script => script.Subject == "guards").Text;

        // No trigger sees TRUNCATE there; a table that a foreign key refers to cannot be truncated.
        guards.Should().ContainAll(AppendOnlyTables.All.Select(table => $"(N'{table}', N'dedicated_account_id, "));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Script_OfADatabase_AsksWhatIsAppliedBeforeEachMigrationAndRecordsEachSubject(string engine)
    {
        using var ledger = Ledger(engine);
        using var access = Access(engine);
        var script = DatabaseMigration.Script(Engine(engine));

        script.Should().ContainAll(ledger.Database.GetMigrations()).And.ContainAll(access.Database.GetMigrations());
        script.Should().ContainAll(SchemaScript.Of(Engine(engine)).Select(subject => $"VALUES ('{subject.Subject}', '{subject.Sha256}'"));
    }

    [Fact]
    public void Subjects_OfBothEngines_AreTheSameAndEachIsAFile()
    {
        foreach (var engine in new[] { "PostgreSql", "SqlServer" })
        {
            var files = Directory.GetFiles(Path.Combine(SourceTree.Root, "migrations", engine, "Sql"), "*.sql")
                .Select(Path.GetFileNameWithoutExtension);
            files.Should().BeEquivalentTo(SchemaScript.Subjects);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Tables_OfTheLedger_AreNamedTheSameOnBothEngines(string engine)
    {
        using var ledger = Ledger(engine);
        using var other = Ledger(engine == "sqlserver" ? "postgresql" : "sqlserver");

        Columns(ledger).Should().Equal(Columns(other)).And.OnlyContain(name => IsSnakeCase(name));
    }

    [PostgreSqlFact]
    public async Task ReadRole_SeesNothingOfSignIns()
    {
        await using var database = await TestDatabase.Create();
        var visible = await database.Ask<long>(database.Connections.Reporting, """
            SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = 'access' AND relkind IN ('r', 'p')
            AND (has_schema_privilege('access', 'USAGE') OR has_table_privilege(pg_class.oid, 'SELECT'))
            """);
        visible.Should().Be(0);
        (await database.Ask<long>(database.Administrator, """
            SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = 'access' AND relkind = 'r'
            """))
            .Should().BePositive("an empty schema would prove nothing");
    }

    private static bool IsSnakeCase(string name) =>
        name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '_' or '.');

    private static string[] Columns(LedgerDb db) => db.Model.GetEntityTypes()
        .SelectMany(type => type.GetProperties().Select(property => $"{type.GetTableName()}.{property.GetColumnName()}"))
            .Order(StringComparer.Ordinal).ToArray();

    private static LedgerDb Ledger(string engine) => engine == "sqlserver"
        ? new LedgerDb(LedgerDbFactory.Options(new SqlServerEngine(), "Server=nowhere"))
        : new LedgerDb(LedgerDbFactory.Options(new PostgreSqlEngine(), "Host=nowhere"));

    private static DatabaseEngine Engine(string engine) => engine == "sqlserver" ? new SqlServerEngine() : new PostgreSqlEngine();

    private static AccessDb Access(string engine)
    {
        var options = new DbContextOptionsBuilder<AccessDb>();
        if (engine == "sqlserver") new SqlServerEngine().Configure(options, "Server=nowhere", AccessDb.Schema);
        else new PostgreSqlEngine().Configure(options, "Host=nowhere", AccessDb.Schema);
        return new AccessDb(options.Options);
    }
}
